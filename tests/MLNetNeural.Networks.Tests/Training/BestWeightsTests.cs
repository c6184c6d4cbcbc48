using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class BestWeightsTests
{
    private const int Always = 1, Never = int.MaxValue;

    /// <summary>Biases, a normalization with running figures, and padding in every layer.</summary>
    private static readonly MlpSpec Spec = MlpSpec.Of(35, [new DenseLayer(21) { Normalization = Normalization.Batch }, new DenseLayer(40)], 3);

    /// <summary>16.5 MiB of weights.</summary>
    private static readonly MlpSpec Large = MlpSpec.Of(135_000, [new DenseLayer(32)], 3);

    [TestMethod]
    [DataRow(Always)]
    [DataRow(Never)]
    public void The_weights_of_the_last_better_epoch_come_back_bit_for_bit(int leastSpilled)
    {
        using var folder = new TemporaryFolder();
        using var best = new BestWeights(restore: true, folder: null, folder.Path, leastSpilled);
        using INetwork network = Drawn(1), second = Drawn(2), last = Drawn(3);

        best.Keep(network);
        best.Keep(second);

        Assert.AreEqual(leastSpilled == Always, best.AreSpilled);
        Assert.IsTrue(best.TryRestore(last));
        CollectionAssert.AreEqual(second.AllValues().Bits(), last.AllValues().Bits());
        Assert.IsTrue(best.TryRestore(network), "they can be wanted twice");
        CollectionAssert.AreEqual(second.AllValues().Bits(), network.AllValues().Bits());
    }

    [TestMethod]
    public void Before_the_first_epoch_there_are_none()
    {
        using var best = new BestWeights(restore: true, folder: null, temporaryFolder: null, Always);
        using INetwork network = Drawn(1);

        Assert.IsFalse(best.TryRestore(network));
    }

    [TestMethod]
    public void Weights_that_nobody_will_want_back_are_not_kept()
    {
        using var best = new BestWeights(restore: false, folder: null, temporaryFolder: null, Always);
        using INetwork network = Drawn(1);

        best.Keep(network);

        Assert.IsFalse(best.AreSpilled);
        Assert.IsFalse(best.TryRestore(network));
    }

    [TestMethod]
    public void Without_a_folder_to_write_to_they_stay_in_memory()
    {
        using var folder = new TemporaryFolder();
        using var best = new BestWeights(restore: true, folder: null, folder.File("missing"), Always);
        using INetwork network = Drawn(1), second = Drawn(2), last = Drawn(3);

        best.Keep(network);
        Directory.CreateDirectory(folder.File("missing"));
        best.Keep(second);

        Assert.IsFalse(best.AreSpilled, "the folder came too late");
        Assert.IsTrue(best.TryRestore(last));
        CollectionAssert.AreEqual(second.AllValues().Bits(), last.AllValues().Bits());
    }

    [TestMethod]
    [DataRow(Always)]
    [DataRow(Never)]
    public void Those_of_a_run_that_is_resumed_outlive_its_checkpoint(int leastSpilled)
    {
        using var folder = new TemporaryFolder();
        using var best = new BestWeights(restore: true, folder: null, folder.Path, leastSpilled);
        using INetwork saved = Drawn(1), network = Drawn(2);
        Checkpoint.Write(folder.File("best"), saved, 0);

        best.Resume(folder.File("best"), network);
        File.Delete(folder.File("best"));

        Assert.IsTrue(best.TryRestore(network));
        CollectionAssert.AreEqual(saved.AllValues().Bits(), network.AllValues().Bits());
    }

    [TestMethod]
    public void The_network_of_a_long_training_has_the_weights_that_the_best_checkpoint_has()
    {
        using var folder = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        using ByteFeatures features = Rows();
        TrainingSet set = features.Split(Toy.Classes(Count), 12);
        TrainingOptions options = new() { MaxEpochs = 4, BatchSize = 8, Seed = 3, Optimizer = new Sgd(0.2f), TemporaryFolder = temporary.Path };
        List<int> names = [];

        int[] spilled = TestRun.Train(set, options with { EpochCompleted = _ => names.Add(temporary.Names.Length) }, spec: Large).Bits;
        TrainingResult result = new TrainingLoop(new CpuEngine(2), set, options with { CheckpointFolder = folder.Path }).Run(Large);

        using INetwork network = result.Network;
        Assert.IsLessThan(4, result.History.Best!.Epoch, "the test needs a best epoch before the last");
        CollectionAssert.AreEqual(network.AllValues().Bits(), spilled);
        if (!OperatingSystem.IsWindows()) CollectionAssert.AreEqual(new[] { 0, 0, 0, 0 }, names, "the file has no name");
    }

    [TestMethod]
    [DoNotParallelize] // it watches the memory of the process
    [OSCondition(OperatingSystems.Linux)]
    public void A_large_network_is_trained_and_its_best_weights_kept_for_little_more_than_weights_and_velocities()
    {
        MlpSpec spec = MlpSpec.Of(135_000, [new DenseLayer(128)], 3);
        using ByteFeatures features = Rows();
        TrainingSet set = features.Split(Toy.Classes(Count), 12);
        GC.Collect();
        GC.WaitForPendingFinalizers(); // of other tests: what they give back later would be taken off
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long before = Environment.WorkingSet, most = 0;
        TrainingOptions options = new()
        {
            MaxEpochs = 2,
            BatchSize = 8,
            Optimizer = new Sgd(1e-4f),
            BatchCompleted = _ => Note(),
            EpochCompleted = _ => Note(),
        };

        TestRun.Train(set, options, spec: spec);

        double weights = (double)(most - before) / (spec.ParameterCount * sizeof(float));
        Assert.IsGreaterThan(1.8, weights, "weights and velocities are 2 times the weights");
        Assert.IsLessThan(2.3, weights);

        void Note() => most = Math.Max(most, Environment.WorkingSet);
    }

    private const int Count = 40;

    private static ByteFeatures Rows()
    {
        var features = new ByteFeatures(Large.Inputs, new ChannelAffine([1 / 128f], [-1]), expected: Count);
        for (int row = 0; row < Count; row++) features.Add(RandomValues.Bytes(Large.Inputs, row));
        return features;
    }

    private static INetwork Drawn(int seed)
    {
        INetwork network = new CpuEngine(2).Initialized(Spec, seed);
        for (int t = 0; t < network.Infos.Count; t++)
        {
            float[] values = network.Values(t);
            for (int i = 0; i < values.Length; i++) values[i] += seed;
            network.Write(t, 0, values);
        }

        return network;
    }
}
