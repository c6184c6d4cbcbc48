using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;

namespace MLNetNeural.TorchSharp.Tests;

[TestClass]
[TestCategory(TestDevice.Category)]
public class TorchSharpAcceleratorTests
{
    [TestMethod]
    public void It_is_found_without_being_registered() => Assert.IsInstanceOfType<TorchSharpAccelerator>(Accelerators.Find());

    [TestMethod]
    public void What_is_registered_counts()
    {
        var other = new Other();
        Accelerators.Register(other);
        Assert.AreSame(other, Accelerators.Find());

        TorchSharpAccelerator.Register();

        Assert.AreEqual("TorchSharp", Accelerators.Find()!.Name);
    }

    [TestMethod]
    [NeedsTorch]
    public void An_engine_on_the_processor_says_so_and_has_the_threads_that_were_asked_for()
    {
        Assert.AreEqual("TorchSharp on CPU, 2 threads", TorchSharpEngine.Cpu(2).Description);
        Assert.AreEqual("TorchSharp on CPU, 1 thread", new TorchSharpAccelerator().CreateCpu(1).Description);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TorchSharpEngine.Cpu(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TorchSharpEngine.Cuda(-1));
    }

    [TestMethod]
    [NeedsTorch]
    public void A_network_is_made_on_the_engine_that_is_found()
    {
        using INetwork network = Accelerators.Find()!.CreateCpu(1).CreateNetwork(MlpSpec.Of(2, [], 1));

        Assert.HasCount(2, network.Infos);
    }

    private sealed class Other : IAccelerator
    {
        public string Name => "Other";

        public CudaStatus FindCuda() => new(0, "all");

        public IEngine CreateCuda(int card, Action<string>? warn = null) => throw new NotSupportedException();

        public IEngine CreateCpu(int? threads = null) => throw new NotSupportedException();
    }
}
