using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

/// <summary>Batches of several blocks of 64 rows, through layers whose gradient is summed by blocks and such where it is not.</summary>
[TestClass]
public class RowBlockTests
{
    private const int Rows = 300;

    private static readonly Normalization[] Normalizations = [Normalization.None, Normalization.Layer, Normalization.Batch];

    [TestMethod]
    [DataRow(64)]
    [DataRow(65)]
    [DataRow(200)]
    public void A_batch_of_several_blocks_steps_like_its_blocks_added_up(int rows)
    {
        // From the widest to the narrowest: gradient copied in panels, product with all rows, and sums of blocks.
        using SingleFeatures features = Toy.Singles(rows, 5);
        MlpSpec spec = MlpSpec.Of(5, [new DenseLayer(300), new DenseLayer(260) { Normalization = Normalization.Layer }, new DenseLayer(24)], 3);
        var engine = new CpuEngine(2);
        using INetwork added = engine.Initialized(spec), large = added.Clone();
        TrainingPlan plan = Plan(features, new Sgd(0.1f));
        using ITrainingSession addedSession = engine.CreateSession(added, plan with { AccumulatesBatches = true }), largeSession = engine.CreateSession(large, plan);
        int[] all = [.. Enumerable.Range(0, rows)];
        for (int step = 0; step < 3; step++)
        {
            for (int first = 0; first < rows; first += 50)
            {
                addedSession.TrainBatch(all.AsSpan(first, Math.Min(50, rows - first)), new StepContext(0, 0, 0.1f, KeepsGradient: first + 50 < rows));
            }

            largeSession.TrainBatch(all, new StepContext(0, 0, 0.1f));
        }

        float[] expected = added.AllValues(), actual = large.AllValues();
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-5, $"value {i}");
    }

    [TestMethod]
    [DataRow(0, 5)]
    [DataRow(1, 5)]
    [DataRow(2, 5)]
    [DataRow(0, 3100)]
    [DataRow(2, 3100)]
    public void Several_blocks_give_the_same_bits_for_every_number_of_threads(int normalization, int inputs)
    {
        using SingleFeatures features = Toy.Singles(Rows, inputs);
        (int[] Bits, double[] Losses) expected = Train(features, Normalizations[normalization], threads: 1);
        foreach (int threads in new[] { 2, 3, 7 })
        {
            (int[] Bits, double[] Losses) actual = Train(features, Normalizations[normalization], threads);
            CollectionAssert.AreEqual(expected.Bits, actual.Bits, $"{threads} threads");
            CollectionAssert.AreEqual(expected.Losses, actual.Losses, $"{threads} threads");
        }
    }

    private static (int[] Bits, double[] Losses) Train(SingleFeatures features, Normalization normalization, int threads)
    {
        var engine = new CpuEngine(threads);
        DenseLayer[] hidden = [.. new[] { 70, 130, 16 }.Select(units => new DenseLayer(units) { Normalization = normalization, Dropout = 0.25f })];
        using INetwork network = engine.Initialized(MlpSpec.Of(features.Columns, hidden, 3));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, new Adam(0.01f)));
        int[] rows = [.. Enumerable.Range(0, Rows)];
        double[] losses = [.. Enumerable.Range(0, 3).Select(epoch => session.TrainBatch(rows, new StepContext(epoch, 0, 0.01f)).LossSum), session.EvaluateBatch(rows).LossSum];
        return (network.AllValues().Bits(), losses);
    }

    private static TrainingPlan Plan(SingleFeatures features, Optimizer optimizer) => new()
    {
        Features = features,
        Targets = Toy.Classes(features.Count),
        Loss = new CrossEntropy(),
        Optimizer = optimizer,
        MaxBatchSize = features.Count,
        Seed = 1,
    };
}
