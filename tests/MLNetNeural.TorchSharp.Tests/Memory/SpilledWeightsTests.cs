using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Tests;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.TorchSharp.Tests.Memory;

/// <summary>Best weights in the process's memory go to a file as those of the CPU engine do; those of a card stay there.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
public class SpilledWeightsTests
{
    /// <summary>Weights of more than one run, biases, and a normalization with running figures.</summary>
    private static readonly MlpSpec Large = MlpSpec.Of(135_000, [new DenseLayer(32) { Normalization = Normalization.Batch }], 3);

    private static readonly MlpSpec Small = MlpSpec.Of(35, [new DenseLayer(21)], 3);

    [TestMethod]
    public void On_the_processor_16_MiB_of_weights_go_to_a_file_and_come_back_bit_for_bit()
    {
        IEngine engine = TestDevice.Engine(TestDevice.Cpu);
        using var folder = new TemporaryFolder();

        LiveTensors.AssertNoneAreLeft(() =>
        {
            using var best = new BestWeights(restore: true, folder: null, folder.Path);
            using INetwork first = engine.Initialized(Large, seed: 1), second = engine.Initialized(Large, seed: 2), last = engine.Initialized(Large, seed: 3);
            long live = LiveTensors.Count;

            best.Keep(first);
            best.Keep(second);

            Assert.IsTrue(best.AreSpilled);
            Assert.AreEqual(live, LiveTensors.Count, "Nothing is held in memory twice.");
            Assert.IsTrue(best.TryRestore(last));
            CollectionAssert.AreEqual(second.AllValues().Bits(), last.AllValues().Bits());
        });
    }

    [TestMethod]
    public void Fewer_are_copied_in_memory() => AssertAreCopied(TestDevice.Cpu, Small);

    [TestMethod]
    public void On_a_card_they_stay_there() => AssertAreCopied(TestDevice.Cuda, Large);

    private static void AssertAreCopied(string device, MlpSpec spec)
    {
        IEngine engine = TestDevice.Engine(device);
        using var folder = new TemporaryFolder();
        using var best = new BestWeights(restore: true, folder: null, folder.Path);
        using INetwork network = engine.Initialized(spec, seed: 1), last = engine.Initialized(spec, seed: 2);

        best.Keep(network);

        Assert.IsFalse(best.AreSpilled);
        Assert.IsTrue(best.TryRestore(last));
        CollectionAssert.AreEqual(network.AllValues().Bits(), last.AllValues().Bits());
    }
}
