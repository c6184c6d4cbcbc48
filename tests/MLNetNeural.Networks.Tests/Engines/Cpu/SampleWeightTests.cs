using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class SampleWeightTests
{
    private static readonly (string Name, Loss Loss)[] All =
    [
        ("cross-entropy", new CrossEntropy()),
        ("cross-entropy with weights and smoothing", new CrossEntropy { ClassWeights = [0.5f, 1, 2.5f], LabelSmoothing = 0.1f }),
        ("mean squared error", new MeanSquaredError()),
        ("mean absolute error", new MeanAbsoluteError()),
        ("smooth L1", new SmoothL1(0.5f)),
        ("Huber", new Huber()),
        ("binary cross-entropy", new BinaryCrossEntropy { PositiveWeights = [0.5f, 2, 4] }),
        ("quantiles", new Quantile(0.1f, 0.5f, 0.9f)),
        ("Poisson", new Poisson()),
        ("one's own", new CustomLoss((outputs, target, gradient) =>
        {
            if (!gradient.IsEmpty) gradient.Fill(target.Values[0]);
            return target.Values[0] * (outputs[0] + outputs[1] + outputs[2]);
        })),
    ];

    public static IEnumerable<object[]> Names => All.Select(loss => new object[] { loss.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_row_of_weight_3_counts_as_three_rows_and_one_of_weight_0_as_none(string name)
    {
        const double Float32 = 2e-6; // another order of summation
        Loss loss = All.Single(entry => entry.Name == name).Loss;
        int[] copies = [3, 1, 0, 2, 1];
        int[] repeated = [.. Enumerable.Range(0, 5).SelectMany(row => Enumerable.Repeat(row, copies[row]))];
        using SingleFeatures features = Toy.Singles(5, 4);
        Targets targets = loss.TargetsAreClasses ? Toy.Classes(5)
            : loss is Quantile ? Targets.OfValues(RandomValues.Singles(5, 1), 1)
            : Targets.OfValues([.. RandomValues.Singles(15, 1).Select(Math.Abs)], 3);
        var engine = new CpuEngine(2);
        using INetwork weighted = engine.Initialized(MlpSpec.Of(4, [new DenseLayer(6) { Activation = Activation.Tanh }], 3)), plain = weighted.Clone();
        using ITrainingSession weightedSession = engine.CreateSession(weighted, Plan(features, targets.WithWeights([.. copies.Select(count => (float)count)]), loss, 5));
        using ITrainingSession plainSession = engine.CreateSession(plain, Plan(features, targets, loss, 7));
        for (int step = 0; step < 3; step++)
        {
            BatchResult a = weightedSession.TrainBatch([0, 1, 2, 3, 4], new StepContext(0, step, 0.1f)), b = plainSession.TrainBatch(repeated, new StepContext(0, step, 0.1f));
            Assert.AreEqual(b.Loss, a.Loss, Float32);
            Assert.AreEqual(b.WeightSum, a.WeightSum, 1e-6);
        }

        float[] expected = plain.AllValues(), actual = weighted.AllValues();
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], Float32, $"parameter {i}");
        Assert.AreEqual(plainSession.EvaluateBatch(repeated).Loss, weightedSession.EvaluateBatch([0, 1, 2, 3, 4]).Loss, Float32);
    }

    [TestMethod]
    public void A_batch_whose_rows_all_have_weight_0_changes_nothing()
    {
        using SingleFeatures features = Toy.Singles(5, 4);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(MlpSpec.Of(4, [new DenseLayer(6)], 3));
        float[] before = network.AllValues();
        using ITrainingSession session = engine.CreateSession(network, Plan(features, Toy.Classes(5).WithWeights([0, 0, 1, 1, 1]), new CrossEntropy(), 5));

        BatchResult result = session.TrainBatch([0, 1], new StepContext(0, 0, 0.1f));

        Assert.AreEqual(0, result.Loss);
        CollectionAssert.AreEqual(before.Bits(), network.AllValues().Bits());
    }

    [TestMethod]
    public void Weights_that_cannot_be_are_refused()
    {
        Targets targets = Toy.Classes(3);

        AssertFault("There must be a weight for each of 3 rows, got 2.", [1, 2]);
        AssertFault("A weight must be at least 0 and finite, but that of row 1 is -0.5.", [1, -0.5f, 1]);
        AssertFault("A weight must be at least 0 and finite, but that of row 2 is NaN.", [1, 1, float.NaN]);
        AssertFault("At least one row must have a weight above 0, but all have 0.", [0, 0, 0]);

        void AssertFault(string message, float[] weights)
            => Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentException>(() => targets.WithWeights(weights)).Message);
    }

    private static TrainingPlan Plan(FeatureStore features, Targets targets, Loss loss, int batch) => new()
    {
        Features = features,
        Targets = targets,
        Loss = loss,
        Optimizer = new Sgd(0.1f),
        MaxBatchSize = batch,
    };
}
