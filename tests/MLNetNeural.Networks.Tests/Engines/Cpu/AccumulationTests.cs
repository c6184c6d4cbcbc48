using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class AccumulationTests
{
    private const double Float32 = 2e-6; // another order of summation

    [TestMethod]
    [DataRow(null, null)]
    [DataRow(0.05f, null)]
    [DataRow(null, 0.003f)]
    public void Batches_that_are_added_up_step_like_one_large_batch(float? clipNorm, float? clipValue)
    {
        // Uneven batches with weights: their means may not simply be averaged.
        using SingleFeatures features = Toy.Singles(20, 5);
        Targets targets = Toy.Classes(20).WithWeights([.. RandomValues.Singles(20, 4).Select(value => value + 1)]);
        foreach (Optimizer optimizer in new Optimizer[] { new Sgd(0.1f), new Adam(0.01f) })
        {
            var engine = new CpuEngine(2);
            using INetwork added = engine.Initialized(MlpSpec.Of(5, [new DenseLayer(40) { Normalization = Normalization.Layer }], 3)), large = added.Clone();
            TrainingPlan plan = Plan(features, targets, optimizer) with { ClipNorm = clipNorm, ClipValue = clipValue };
            using ITrainingSession addedSession = engine.CreateSession(added, plan with { AccumulatesBatches = true }), largeSession = engine.CreateSession(large, plan);
            int[] rows = [.. Enumerable.Range(0, 20)];
            for (int step = 0; step < 4; step++)
            {
                BatchResult sum = addedSession.TrainBatch(rows.AsSpan(0, 8), new StepContext(0, 0, optimizer.LearningRate, KeepsGradient: true))
                    + addedSession.TrainBatch(rows.AsSpan(8, 11), new StepContext(0, 1, optimizer.LearningRate, KeepsGradient: true))
                    + addedSession.TrainBatch(rows.AsSpan(19, 1), new StepContext(0, 2, optimizer.LearningRate));
                BatchResult whole = largeSession.TrainBatch(rows, new StepContext(0, 0, optimizer.LearningRate));
                Assert.AreEqual(whole.Loss, sum.Loss, Float32);
            }

            Assert.AreEqual(4, addedSession.StepCount);
            AssertNear(large.AllValues(), added.AllValues());
        }
    }

    [TestMethod]
    public void The_loop_adds_up_and_steps_at_the_end_of_an_epoch_whatever_is_left()
    {
        using SingleFeatures features = Toy.Singles(22, 5);
        TrainingSet set = TrainingSet.WithoutValidation(features, Toy.Classes(22));
        var options = new TrainingOptions { MaxEpochs = 3, Shuffle = false, BatchSize = 12, Optimizer = new Sgd(0.1f) };
        var engine = new CpuEngine(2);
        MlpSpec spec = MlpSpec.Of(5, [new DenseLayer(8)], 3);

        TrainingResult large = new TrainingLoop(engine, set, options).Run(spec);
        TrainingResult added = new TrainingLoop(engine, set, options with { BatchSize = 4, AccumulateBatches = 3 }).Run(spec);

        AssertNear(large.Network.AllValues(), added.Network.AllValues());
        large.Network.Dispose();
        added.Network.Dispose();
    }

    [TestMethod]
    public void Adding_up_must_be_in_the_plan()
    {
        using SingleFeatures features = Toy.Singles(4, 5);
        var engine = new CpuEngine(1);
        using INetwork network = engine.Initialized(MlpSpec.Of(5, [], 3));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, Toy.Classes(4), new Sgd()));

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => session.TrainBatch([0], new StepContext(0, 0, 0.1f, KeepsGradient: true)));

        Assert.StartsWith("A step keeps its gradient for the next only in a session whose plan accumulates batches.", e.Message);
    }

    [TestMethod]
    public void A_number_of_batches_below_1_is_a_fault()
        => Assert.AreEqual(
            "TrainingOptions.AccumulateBatches must be at least 1, got 0.",
            Assert.ThrowsExactly<ArgumentException>(() => new TrainingOptions { AccumulateBatches = 0 }.Check().ThrowIfAny()).Message);

    private static void AssertNear(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 10 * Float32, $"parameter {i}");
    }

    private static TrainingPlan Plan(FeatureStore features, Targets targets, Optimizer optimizer) => new()
    {
        Features = features,
        Targets = targets,
        Loss = new CrossEntropy(),
        Optimizer = optimizer,
        MaxBatchSize = 20,
    };
}
