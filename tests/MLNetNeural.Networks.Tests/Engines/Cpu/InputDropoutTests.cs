using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class InputDropoutTests
{
    private const int Columns = 700; // several parts of weights, several blocks of features
    private const int Count = 300; // several blocks of rows, on the way forth and on the way back

    [TestMethod]
    public void A_dropped_feature_moves_no_output_and_gets_no_gradient_and_a_kept_one_is_scaled()
    {
        // One row of ones, weights of ones: the output is the sum of the kept features, and the gradient of MSE is known.
        using var features = new SingleFeatures(Columns);
        features.Add(Enumerable.Repeat(1f, Columns).ToArray());
        var engine = new CpuEngine(2);
        using INetwork network = engine.CreateNetwork(new MlpSpec(Columns, [new DenseLayer(1) { Activation = Activation.Identity, UseBias = false }], inputDropout: 0.5f));
        network.Write(0, 0, Enumerable.Repeat(1f, Columns).ToArray());
        using ITrainingSession session = engine.CreateSession(network, Plan(features, Targets.OfValues([0], 1), new MeanSquaredError()));

        double output = Math.Sqrt(session.TrainBatch([0], new StepContext(0, 0, 1f / 65536)).Loss);

        float[] weights = network.Values(0);
        int kept = weights.Count(weight => weight != 1);
        Assert.AreEqual(2.0 * kept, output);
        Assert.IsTrue(weights.All(weight => weight == 1 || weight == 1 - ((float)(4 * output) / 65536)));
        Assert.AreEqual(Columns / 2.0, kept, 5 * Math.Sqrt(Columns * 0.25));
    }

    [TestMethod]
    public void Rows_are_scored_and_evaluated_without_it()
    {
        using SingleFeatures features = Toy.Singles(Count, Columns);
        var engine = new CpuEngine(2);
        DenseLayer[] hidden = [new DenseLayer(9)];
        using INetwork dropping = engine.Initialized(MlpSpec.Of(Columns, hidden, 3, inputDropout: 0.9f)), plain = engine.Initialized(MlpSpec.Of(Columns, hidden, 3));
        using ITrainingSession session = engine.CreateSession(dropping, Plan(features, Toy.Classes(Count), new CrossEntropy()));
        using ITrainingSession plainSession = engine.CreateSession(plain, Plan(features, Toy.Classes(Count), new CrossEntropy()));
        int[] rows = [.. Enumerable.Range(0, Count)];
        session.TrainBatch(rows, new StepContext(0, 0, 0));

        Assert.AreEqual(plainSession.EvaluateBatch(rows), session.EvaluateBatch(rows));
        CollectionAssert.AreEqual(plain.Score(features).Bits(), dropping.Score(features).Bits());
    }

    [TestMethod]
    public void Threads_change_no_bit_and_a_step_allocates_nothing()
    {
        using ByteFeatures features = Toy.Bytes(Count, new ImageShape(3, 10, 24));
        int[]? first = null;
        foreach (int threads in new[] { 1, 2, 3 })
        {
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(MlpSpec.Of(features.Columns, [new DenseLayer(9)], 3, inputDropout: 0.2f));
            using ITrainingSession session = engine.CreateSession(network, Plan(features, Toy.Classes(Count), new CrossEntropy()));
            int[] rows = [.. Enumerable.Range(0, Count)];
            for (int step = 0; step < 3; step++) session.TrainBatch(rows, new StepContext(0, step, 0.1f));
            CollectionAssert.AreEqual(first ??= network.AllValues().Bits(), network.AllValues().Bits());
            if (threads == 1) Assert.AreEqual(0, Allocations.Of(() => session.TrainBatch(rows, new StepContext(0, 3, 0.1f))));
        }
    }

    [TestMethod]
    public void A_probability_of_1_is_refused()
        => Assert.AreEqual(
            "MlpSpec.InputDropout must be in [0, 1), got 1.",
            Assert.ThrowsExactly<ArgumentException>(() => MlpSpec.Of(3, [], 2, inputDropout: 1)).Message);

    private static TrainingPlan Plan(FeatureStore features, Targets targets, Loss loss) => new()
    {
        Features = features,
        Targets = targets,
        Loss = loss,
        Optimizer = new Sgd(0.01f, momentum: 0),
        MaxBatchSize = Count,
        Seed = 3,
    };
}
