using MLNetNeural.Networks.Engines;
using MLNetNeural.TorchSharp.Natives;

namespace MLNetNeural.TorchSharp.Tests.Natives;

[TestClass]
[TestCategory(TestDevice.Category)]
public class CudaProbeTests
{
    private static readonly string Package = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";

    [TestMethod]
    public void Without_natives_the_package_is_named_and_libtorch_is_not_asked()
    {
        CudaStatus status = new CudaProbe(package => $"the natives of {package} are missing", _ => false, () => throw new NotSupportedException()).Look();

        Assert.AreEqual(0, status.Cards);
        Assert.AreEqual($"the natives of {Package} are missing", status.Missing);
    }

    [TestMethod]
    public void With_natives_for_processors_alone_the_package_for_cards_is_named()
        => StringAssert.Contains(
            new CudaProbe(_ => null, _ => false, () => 0).Look().Missing,
            $"is for processors alone: have <PackageReference Include=\"{Package}\" /> in the project of the program, in place of TorchSharp-cpu");

    [TestMethod]
    public void Without_a_driver_the_driver_is_named()
        => StringAssert.Contains(new CudaProbe(_ => null, library => library == "torch_cuda", () => 0).Look().Missing, "NVIDIA's driver (");

    [TestMethod]
    public void With_all_but_a_card_the_card_is_named()
        => StringAssert.Contains(new CudaProbe(_ => null, _ => true, () => 0).Look().Missing, "shows no card that this libtorch can use");

    [TestMethod]
    public void With_cards_nothing_is_missing() => Assert.AreEqual(new CudaStatus(2, null), new CudaProbe(_ => null, _ => true, () => 2).Look());

    [TestMethod]
    public void This_machine_either_has_a_card_or_says_what_is_missing()
    {
        CudaStatus status = CudaProbe.OfThisMachine.Look();

        Assert.AreEqual(status.Cards == 0, status.Missing is not null);
        if (status.Missing is { } missing) StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => TorchSharpEngine.Cuda()).Message, $"TorchSharp cannot train on card 0: {missing}.");
    }
}
