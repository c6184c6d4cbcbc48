using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Batches;

[TestClass]
public class MixupTests
{
    private const int Rows = 70, Columns = 9;
    private const double Float32 = 2e-6;
    private static readonly StepContext Step = new(2, 5, LearningRate: 0.5f);

    public static IEnumerable<object[]> LossesOfClasses => [[new CrossEntropy()], [new CrossEntropy { LabelSmoothing = 0.1f, ClassWeights = [1, 2, 0.5f] }]];

    public static IEnumerable<object[]> LossesOfValues =>
        [[new MeanSquaredError()], [new MeanAbsoluteError()], [new Huber()], [new BinaryCrossEntropy { PositiveWeights = [2, 3] }], [new Quantile(0.2f, 0.7f)]];

    [TestMethod]
    [DynamicData(nameof(LossesOfValues))]
    public void Values_are_mixed_like_the_features(Loss loss)
    {
        BatchMix mix = new Mixup().Draw(3, Step.Epoch, Step.Batch, Rows);
        using SingleFeatures features = Toy.Singles(Rows, Columns), mixed = new(Columns);
        float[] values = [.. RandomValues.Singles(2 * Rows, 1).Select(value => Math.Abs(value) % 1)], mixedValues = new float[values.Length];
        for (int row = 0; row < Rows; row++)
        {
            int other = mix.Partner(row);
            mixed.Add([.. features[row].ToArray().Zip(features[other].ToArray(), (x, y) => Mixed(x, y, mix.Share))]);
            for (int j = 0; j < 2; j++) mixedValues[(2 * row) + j] = Mixed(values[(2 * row) + j], values[(2 * other) + j], mix.Share);
        }

        (BatchResult expected, float[] expectedWeights) = TrainOneStep(mixed, Targets.OfValues(mixedValues, 2), loss, null);
        (BatchResult actual, float[] weights) = TrainOneStep(features, Targets.OfValues(values, 2), loss, new Mixup());

        Assert.AreEqual(expected.Loss, actual.Loss, Float32);
        AssertClose(expectedWeights, weights);
    }

    [TestMethod]
    [DynamicData(nameof(LossesOfClasses))]
    public void A_row_counts_for_its_class_and_for_that_of_the_row_that_it_is_mixed_with(Loss loss)
    {
        // Twice the rows: each mixed one with both of its classes, which count by their shares.
        BatchMix mix = new Mixup().Draw(3, Step.Epoch, Step.Batch, Rows);
        using SingleFeatures features = Toy.Singles(Rows, Columns), twice = new(Columns);
        Targets targets = Toy.Classes(Rows);
        float[] rowWeights = [.. Enumerable.Range(0, Rows).Select(row => 0.5f + (row % 3))];
        List<int> classes = [];
        List<float> weights = [];
        foreach (bool isOwn in new[] { true, false })
        {
            for (int row = 0; row < Rows; row++)
            {
                int other = mix.Partner(row), labelled = isOwn ? row : other;
                twice.Add([.. features[row].ToArray().Zip(features[other].ToArray(), (x, y) => Mixed(x, y, mix.Share))]);
                classes.Add(targets[labelled].Class);
                weights.Add((isOwn ? mix.Share : 1 - mix.Share) * rowWeights[labelled]);
            }
        }

        (BatchResult expected, float[] expectedNetwork) = TrainOneStep(twice, Targets.OfClasses([.. classes], 3).WithWeights([.. weights]), loss, null);
        (BatchResult actual, float[] network) = TrainOneStep(features, targets.WithWeights(rowWeights), loss, new Mixup());

        Assert.AreEqual(expected.Loss, actual.Loss, Float32);
        Assert.AreEqual(expected.Accuracy, actual.Accuracy, Float32);
        AssertClose(expectedNetwork, network);
    }

    [TestMethod]
    public void Bytes_are_mixed_as_what_they_mean_and_sparse_rows_as_dense_ones()
    {
        var affine = new ChannelAffine([1 / 50f], [-2]);
        using ByteFeatures bytes = new(Columns, affine);
        using SingleFeatures singles = new(Columns), dense = new(Columns);
        using var sparse = new SparseFeatures(Columns);
        for (int row = 0; row < Rows; row++)
        {
            bytes.Add(RandomValues.Bytes(Columns, row));
            singles.Add([.. bytes[row].ToArray().Select(value => MathF.FusedMultiplyAdd(value, 1 / 50f, -2))]);
            sparse.Add([row % 4, 4 + (row % 5)], [1.5f, row]);
            float[] full = new float[Columns];
            (full[row % 4], full[4 + (row % 5)]) = (1.5f, row);
            dense.Add(full);
        }

        CollectionAssert.AreEqual(Train(singles, new Mixup(0.3f)), Train(bytes, new Mixup(0.3f)));
        CollectionAssert.AreEqual(Train(dense, new Mixup(0.3f, 0.5f)), Train(sparse, new Mixup(0.3f, 0.5f)));

        static int[] Train(FeatureStore features, Mixup mixup)
        {
            var engine = new CpuEngine(2);
            using INetwork network = engine.Initialized(MlpSpec.Of(Columns, [new DenseLayer(9)], 3));
            using ITrainingSession session = engine.CreateSession(network, Plan(features, Toy.Classes(Rows), new CrossEntropy(), mixup));
            for (int batch = 0; batch < 6; batch++) session.TrainBatch([.. Enumerable.Range(0, Rows)], new StepContext(0, batch, 0.01f));
            session.EvaluateBatch([1, 2, 3]);
            return network.AllValues().Bits();
        }
    }

    [TestMethod]
    public void Batches_are_mixed_with_their_probability_and_rows_never_with_themselves()
    {
        BatchMix[] mixes = [.. Enumerable.Range(0, 2000).Select(batch => new Mixup(1, 0.25f).Draw(1, 0, batch, 8))];

        Assert.AreEqual(500, mixes.Count(mix => mix.IsOn), 5 * Math.Sqrt(375));
        foreach (BatchMix mix in mixes.Where(mix => mix.IsOn))
        {
            int[] partners = [.. Enumerable.Range(0, 8).Select(mix.Partner)];
            CollectionAssert.AreEquivalent(Enumerable.Range(0, 8).ToArray(), partners);
            Assert.IsTrue(partners.Select((partner, row) => partner != row).All(isOther => isOther));
        }

        CollectionAssert.AreEquivalent(Enumerable.Range(1, 7).ToArray(), mixes.Where(mix => mix.IsOn).Select(mix => mix.Shift).Distinct().ToArray());
        Assert.IsFalse(new Mixup().Draw(1, 0, 0, rows: 1).IsOn);
    }

    private static float Mixed(float x, float y, float share) => (share * x) + ((1 - share) * y);

    private static (BatchResult Result, float[] Weights) TrainOneStep(FeatureStore features, Targets targets, Loss loss, Mixup? mixup)
    {
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(MlpSpec.Of(Columns, [new DenseLayer(7)], loss.OutputsFor(targets)));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, targets, loss, mixup));
        BatchResult result = session.TrainBatch([.. Enumerable.Range(0, features.Count)], Step);
        return (result, network.AllValues());
    }

    private static TrainingPlan Plan(FeatureStore features, Targets targets, Loss loss, Mixup? mixup) => new()
    {
        Features = features,
        Targets = targets,
        Loss = loss,
        Optimizer = new Sgd(0.01f),
        MaxBatchSize = features.Count,
        Augmentations = mixup is null ? [] : [mixup],
        Seed = 3,
    };

    private static void AssertClose(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], Float32, $"weight {i}");
    }
}
