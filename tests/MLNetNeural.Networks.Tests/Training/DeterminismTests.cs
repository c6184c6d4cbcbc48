using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>One seed gives the same bits, whatever the number of threads.</summary>
[TestClass]
public class DeterminismTests
{
    /// <summary>More than two parts of a long sum (3,072 inputs each), and no multiple of a vector.</summary>
    private static readonly ImageShape Image = new(3, 33, 67);

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Weights_and_figures_are_the_same_bits_for_every_number_of_threads(int threads)
    {
        (int[] expected, TrainingHistory expectedHistory) = Train(threads: 2, seed: 5);

        (int[] actual, TrainingHistory actualHistory) = Train(threads, seed: 5);

        CollectionAssert.AreEqual(expected, actual);
        Assert.AreEqual(TestRun.WithoutTime(expectedHistory), TestRun.WithoutTime(actualHistory));
    }

    [TestMethod]
    public void A_second_run_gives_the_same_bits()
        => CollectionAssert.AreEqual(Train(threads: 2, seed: 5).Bits, Train(threads: 2, seed: 5).Bits);

    [TestMethod]
    public void Another_seed_gives_other_weights()
        => CollectionAssert.AreNotEqual(Train(threads: 2, seed: 5).Bits, Train(threads: 2, seed: 6).Bits);

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Schedules_averaging_and_early_stopping_give_the_same_bits_for_every_number_of_threads(int threads)
    {
        LearningRateSchedule[] schedules =
        [
            new OneCycleSchedule(), new LinearWarmupSchedule(2, new CosineRestartsSchedule(2, 2)), new ReduceOnPlateauSchedule(0.5, patience: 0), new CyclicSchedule(0.1, 3) { Mode = CyclicMode.Triangular2 },
        ];
        using SingleFeatures features = Toy.Singles(60, 6);
        foreach (LearningRateSchedule schedule in schedules)
        {
            TrainingOptions options = TestRun.Options with { LearningRateSchedule = schedule, EarlyStoppingCriteria = new() { Patience = 4 } };
            (int[] expected, TrainingHistory expectedHistory, StopReason expectedReason) = TestRun.Train(TestRun.Set(features), options, threads: 2);

            (int[] actual, TrainingHistory actualHistory, StopReason reason) = TestRun.Train(TestRun.Set(features), options, threads);

            CollectionAssert.AreEqual(expected, actual);
            Assert.AreEqual(expectedHistory, actualHistory);
            Assert.AreEqual(expectedReason, reason);
        }
    }

    private static (int[] Bits, TrainingHistory History) Train(int threads, int seed)
    {
        // 300 rows of training: a block of 256 and a rest; 7 in the last batch.
        const int Rows = 400, Classes = 4;
        using ByteFeatures features = Toy.Bytes(Rows, Image);
        var targets = Targets.OfClasses([.. Enumerable.Range(0, Rows).Select(row => (row * 7) % Classes)], Classes);
        var spec = MlpSpec.Of(Image.Size, [new DenseLayer(70) { Dropout = 0.3f }, new DenseLayer(33) { Activation = Activation.Tanh, Dropout = 0.1f }], Classes);
        var options = new TrainingOptions
        {
            MaxEpochs = 2,
            BatchSize = 293,
            Optimizer = new Sgd(0.01f) { WeightDecay = 1e-4f },
            Augmentations = [new RandomHorizontalFlip()],
            RestoreBestWeights = false,
            AveragingDecay = 0.9f,
            Seed = seed,
        };
        TrainingResult result = new TrainingLoop(new CpuEngine(threads), TrainingSet.Split(features, targets, 0.25, seed), options).Run(spec);
        using INetwork network = result.Network;
        return (network.AllValues().Bits(), result.History);
    }
}
