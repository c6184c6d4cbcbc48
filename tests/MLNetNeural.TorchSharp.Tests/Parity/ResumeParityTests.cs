using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Tests;
using MLNetNeural.Networks.Tests.Golden;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.TorchSharp.Tests.Parity;

/// <summary>Whole runs, and checkpoints that go from one engine to another.</summary>
[TestClass]
[TestCategory(TestDevice.Category)]
[NeedsTorch]
public class ResumeParityTests
{
    // No bias: before a normalization its gradient is rounding alone, which Adam would blow up.
    private static readonly MlpSpec Spec = MlpSpec.Of(6, [new DenseLayer(12) { UseBias = false, Dropout = 0.2f, Normalization = Normalization.Batch }], 3);

    public static IEnumerable<object[]> Devices => new[] { TestDevice.Cpu, TestDevice.Cuda }.Select(device => new object[] { device });

    private static TrainingOptions Options => new()
    {
        MaxEpochs = 8,
        BatchSize = 8,
        Optimizer = new Adam(0.01f),
        LearningRateSchedule = new LinearWarmupSchedule(3, new CosineSchedule { PerStep = true }),
        AveragingDecay = 0.9f,
        CheckpointInterval = TimeSpan.Zero,
        Seed = 2,
    };

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void A_run_has_the_history_and_the_best_weights_of_the_CPU_engine(string device)
    {
        (TrainingHistory expected, float[] expectedWeights) = Train(new CpuEngine(1), Options);

        (TrainingHistory history, float[] weights) = Train(TestDevice.Engine(device), Options);

        Assert.AreEqual(expected.Best?.Epoch, history.Best?.Epoch);
        AssertNear(expected, history);
        Tolerance.AssertNear(expectedWeights, weights, 1e-3, "weights");
    }

    [TestMethod]
    public void A_run_on_the_processor_that_is_resumed_ends_with_the_bits_of_one_that_never_stopped()
    {
        IEngine engine = TestDevice.Engine(TestDevice.Cpu);
        using var folder = new TemporaryFolder();
        (_, float[] whole) = Train(engine, Options);

        Train(engine, Options with { CheckpointFolder = folder.Path, EpochCompleted = StopAfter(3) });
        (_, float[] resumed) = Train(engine, Options with { ResumeFrom = folder.Path });

        CollectionAssert.AreEqual(whole.Bits(), resumed.Bits());
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void A_run_begun_on_the_CPU_engine_goes_on_on_TorchSharp_and_the_other_way_round(string device)
    {
        IEngine torch = TestDevice.Engine(device), cpu = new CpuEngine(1);
        (TrainingHistory expected, float[] weights) = Train(cpu, Options);

        foreach ((IEngine first, IEngine second) in new[] { (cpu, torch), (torch, cpu) })
        {
            using var folder = new TemporaryFolder();
            Train(first, Options with { CheckpointFolder = folder.Path, EpochCompleted = StopAfter(4) });
            (TrainingHistory history, float[] resumed) = Train(second, Options with { ResumeFrom = folder.Path });

            AssertNear(expected, history);
            Tolerance.AssertNear(weights, resumed, 1e-3, $"weights from {first.Description} to {second.Description}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Devices))]
    public void The_learning_rate_finder_draws_the_curve_of_the_CPU_engine(string device)
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingSet set = features.Split(Toy.Classes(60), 0);
        LearningRateCurve Curve(IEngine engine)
        {
            using INetwork network = engine.Initialized(Spec);
            return new LearningRateFinder { Steps = 40, MaximumRate = 0.5 }.Find(engine, set, Options, network);
        }

        LearningRateCurve expected = Curve(new CpuEngine(1)), curve = Curve(TestDevice.Engine(device));

        Assert.HasCount(expected.Points.Length, curve.Points);
        for (int p = 0; p < curve.Points.Length; p++) Tolerance.AssertNear(expected.Points[p].Loss, curve.Points[p].Loss, 1e-4, $"loss at rate {curve.Points[p].Rate}");
    }

    private static (TrainingHistory History, float[] Weights) Train(IEngine engine, TrainingOptions options)
    {
        using SingleFeatures features = Toy.Singles(60, 6);
        TrainingResult result = new TrainingLoop(engine, features.Split(Toy.Classes(60), 20), options).Run(Spec);
        using INetwork network = result.Network;
        return (result.History, network.AllValues());
    }

    private static Action<EpochMetrics> StopAfter(int epochs) => epoch =>
    {
        if (epoch.Epoch == epochs) epoch.Stop();
    };

    private static void AssertNear(TrainingHistory expected, TrainingHistory history)
    {
        Assert.HasCount(expected.Epochs.Length, history.Epochs);
        for (int e = 0; e < expected.Epochs.Length; e++)
        {
            Tolerance.AssertNear(expected.Epochs[e].TrainingLoss, history.Epochs[e].TrainingLoss, 1e-4, $"training loss of epoch {e + 1}");
            Tolerance.AssertNear(expected.Epochs[e].ValidationLoss!.Value, history.Epochs[e].ValidationLoss!.Value, 1e-4, $"validation loss of epoch {e + 1}");
            Assert.AreEqual(expected.Epochs[e].ValidationAccuracy, history.Epochs[e].ValidationAccuracy);
        }
    }
}
