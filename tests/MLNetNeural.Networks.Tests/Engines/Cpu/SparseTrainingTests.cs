using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class SparseTrainingTests
{
    private const int Columns = 7000; // three parts of a long sum, many parts of weights
    private const int Count = 300; // several blocks of rows

    public static IEnumerable<object[]> Plans =>
    [
        ["plain SGD", new Sgd(0.1f, 0), null!, null!, 0f],
        ["Adagrad", new Adagrad(0.1f), null!, null!, 0f],
        ["momentum", new Sgd(0.1f) { WeightDecay = 0.01f }, null!, null!, 0f],
        ["Adam", new Adam(0.01f), null!, null!, 0f],
        ["plain SGD, values clipped", new Sgd(0.1f, 0), null!, 0.001f, 0f],
        ["plain SGD, norm clipped", new Sgd(0.1f, 0), 0.1f, null!, 0f],
        ["plain SGD, input dropout", new Sgd(0.1f, 0), null!, null!, 0.3f],
        ["Adam, input dropout", new Adam(0.01f), null!, null!, 0.3f],
    ];

    [TestMethod]
    [DynamicData(nameof(Plans))]
    public void Sparse_features_give_the_bits_of_dense_ones_for_every_number_of_threads(string name, Optimizer optimizer, float? clipNorm, float? clipValue, float dropout)
    {
        (SparseFeatures sparse, SingleFeatures dense) = Features();
        // 37 units: two panels, the second one padded.
        MlpSpec spec = MlpSpec.Of(Columns, [new DenseLayer(37), new DenseLayer(5)], 3, dropout);
        int[] expected = Train(dense, 2);
        foreach (int threads in new[] { 1, 2, 3 }) CollectionAssert.AreEqual(expected, Train(sparse, threads), $"{name}, {threads} threads");
        sparse.Dispose();
        dense.Dispose();

        int[] Train(FeatureStore features, int threads)
        {
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(spec);
            using ITrainingSession session = engine.CreateSession(network, new TrainingPlan
            {
                Features = features,
                Targets = Toy.Classes(Count),
                Loss = new CrossEntropy(),
                Optimizer = optimizer,
                MaxBatchSize = Count,
                ClipNorm = clipNorm,
                ClipValue = clipValue,
            });
            int[] rows = [.. Enumerable.Range(0, Count)];
            for (int step = 0; step < 4; step++) session.TrainBatch(rows.AsSpan(step, Count - (40 * step) - 4), new StepContext(0, step, optimizer.LearningRate));
            return [.. network.AllValues().Bits(), .. session.OptimizerState.AllValues().Bits(), .. network.Score(features).Bits()];
        }
    }

    [TestMethod]
    public void A_step_allocates_nothing_after_the_first()
    {
        (SparseFeatures sparse, SingleFeatures dense) = Features();
        var engine = new CpuEngine(1);
        using INetwork network = engine.Initialized(MlpSpec.Of(Columns, [new DenseLayer(37)], 3, inputDropout: 0.2f));
        using ITrainingSession session = engine.CreateSession(
            network,
            new TrainingPlan { Features = sparse, Targets = Toy.Classes(Count), Loss = new CrossEntropy(), Optimizer = new Sgd(0.1f, 0), MaxBatchSize = 64 });
        int[] rows = [.. Enumerable.Range(0, 64)];
        session.TrainBatch(rows, new StepContext(0, 0, 0.1f));

        Assert.AreEqual(0, Allocations.Of(() => session.TrainBatch(rows, new StepContext(0, 1, 0.1f))));
        sparse.Dispose();
        dense.Dispose();
    }

    /// <summary>About one value in a hundred; some rows have none.</summary>
    private static (SparseFeatures Sparse, SingleFeatures Dense) Features()
    {
        var sparse = new SparseFeatures(Columns);
        var dense = new SingleFeatures(Columns);
        for (int row = 0; row < Count; row++)
        {
            float[] chance = RandomValues.Singles(Columns, 5000 + row), values = RandomValues.Singles(Columns, row), full = new float[Columns];
            int[] columns = row % 17 == 3 ? [] : [.. Enumerable.Range(0, Columns).Where(column => Math.Abs(chance[column]) < 0.01f)];
            foreach (int column in columns) full[column] = values[column];
            sparse.Add(columns, [.. columns.Select(column => values[column])]);
            dense.Add(full);
        }

        return (sparse, dense);
    }
}
