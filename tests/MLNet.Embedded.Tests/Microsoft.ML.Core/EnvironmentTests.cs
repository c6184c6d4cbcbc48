using Microsoft.ML.Runtime;

namespace MLNet.Embedded.Tests.Core;

[TestClass]
public sealed class EnvironmentTests
{
    [TestMethod]
    public void The_same_seed_gives_hosts_the_same_random_numbers()
    {
        int[] Draw(int seed)
        {
            IHostEnvironment env = new MLContext(seed);
            return [.. Enumerable.Range(0, 4).Select(i => env.Register($"Host{i}").Rand.Next())];
        }

        CollectionAssert.AreEqual(Draw(7), Draw(7));
        CollectionAssert.AreNotEqual(Draw(7), Draw(8));
        Assert.AreEqual(4, Draw(7).Distinct().Count());
    }

    [TestMethod]
    public void A_host_with_a_seed_of_its_own_does_not_depend_on_its_context()
        => Assert.AreEqual(
            ((IHostEnvironment)new MLContext(1)).Register("A", seed: 5).Rand.Next(),
            ((IHostEnvironment)new MLContext(2)).Register("B", seed: 5).Rand.Next());

    [TestMethod]
    public void Settings_have_ML_NETs_defaults_and_can_be_changed()
    {
        MLContext ml = new();

        Assert.IsFalse(ml.FallbackToCpu);
        Assert.IsNull(ml.GpuDeviceId);
        Assert.IsFalse(string.IsNullOrEmpty(ml.TempFilePath));

        ml.FallbackToCpu = true;
        ml.GpuDeviceId = 1;
        ml.TempFilePath = "elsewhere";

        Assert.IsTrue(ml.FallbackToCpu);
        Assert.AreEqual(1, ml.GpuDeviceId);
        Assert.AreEqual("elsewhere", ml.TempFilePath);
    }
}
