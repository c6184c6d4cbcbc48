using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class NormalizationTests
{
    private static readonly Normalization[] All =
    [
        Normalization.Batch, Normalization.Batch with { AfterActivation = true }, Normalization.Batch with { IsAffine = false, Momentum = null },
        Normalization.Layer, Normalization.Layer with { AfterActivation = true }, Normalization.Layer with { IsAffine = false },
    ];

    public static IEnumerable<object[]> Indices => Enumerable.Range(0, All.Length).Select(i => new object[] { i });

    [TestMethod]
    [DynamicData(nameof(Indices))]
    public void Gradients_are_those_of_central_differences(int index)
    {
        const float Step = 1f / 128;
        const double NumericalError = 2e-3; // of float32 losses and a step of 2⁻⁷
        MlpSpec spec = Spec(All[index], Activation.Tanh, dropout: 0.3f);
        using SingleFeatures features = Toy.Singles(9, 5);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(spec);
        Move(network);
        TrainingPlan plan = Plan(features, 9);
        float[] weights = network.AllValues();
        using ITrainingSession session = engine.CreateSession(network, plan with { Optimizer = new Sgd(1, momentum: 0) });
        session.TrainBatch(Rows(9), new StepContext(0, 0, 1));
        float[] gradient = [.. weights.Zip(network.AllValues(), (before, after) => before - after)];
        int at = 0;
        foreach (TensorInfo info in network.Infos)
        {
            for (int i = 0; i < info.Length; i++, at++)
            {
                if (info.Role is TensorRole.RunningMean or TensorRole.RunningVariance or TensorRole.BatchCount) continue;
                double slope = (LossAt(at, weights[at] + Step) - LossAt(at, weights[at] - Step)) / (2 * Step);
                Assert.AreEqual(slope, gradient[at], NumericalError, $"{info.Name}, element {i}");
            }
        }

        double LossAt(int w, float value)
        {
            float[] moved = [.. weights];
            moved[w] = value;
            network.SetAll(moved);
            return session.TrainBatch(Rows(9), new StepContext(0, 0, 0)).Loss; // the same step draws the same mask
        }
    }

    [TestMethod]
    [DynamicData(nameof(Indices))]
    public void Threads_change_no_bit(int index)
    {
        // 300 rows: several blocks and groups of rows; 70 units: three panels, the last one padded.
        using SingleFeatures features = Toy.Singles(300, 40);
        int[]? first = null;
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(MlpSpec.Of(40, [new DenseLayer(70) { Normalization = All[index], Dropout = 0.2f }, new DenseLayer(9) { Normalization = All[index] }], 3));
            using ITrainingSession session = engine.CreateSession(network, Plan(features, 300));
            for (int step = 0; step < 4; step++) session.TrainBatch(Rows(300 - step), new StepContext(0, step, 0.05f));
            int[] bits = [.. network.AllValues().Bits(), .. network.Score(features).Bits()];
            CollectionAssert.AreEqual(first ??= bits, bits, $"{threads} threads");
        }
    }

    [TestMethod]
    public void Batch_normalization_scores_by_the_running_figures_whatever_rows_come_together()
    {
        using SingleFeatures features = Toy.Singles(20, 5);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(Spec(Normalization.Batch, Activation.Relu, dropout: 0));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, 20));
        for (int step = 0; step < 5; step++) session.TrainBatch(Rows(20), new StepContext(0, step, 0.1f));
        float[] whole = network.Score(features);
        using IScorer scorer = network.CreateScorer(1);
        float[] outputs = new float[3];

        scorer.Score(features, [7], outputs);

        CollectionAssert.AreEqual(whole.AsSpan(21, 3).ToArray().Bits(), outputs.Bits());
        using INetwork copy = network.Clone();
        CollectionAssert.AreEqual(whole.Bits(), copy.Score(features).Bits());
        double sum = 0;
        foreach (int row in Rows(20)) sum += session.EvaluateBatch([row]).LossSum;
        Assert.AreEqual(session.EvaluateBatch(Rows(20)).LossSum, sum, 1e-9);
    }

    [TestMethod]
    public void A_batch_of_one_row_is_normalized_by_the_running_figures_and_leaves_them()
    {
        using SingleFeatures features = Toy.Singles(20, 5);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(Spec(Normalization.Batch, Activation.Tanh, dropout: 0));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, 20));
        for (int step = 0; step < 3; step++) session.TrainBatch(Rows(20), new StepContext(0, step, 0.1f));
        float[] before = Running(network);
        double evaluated = session.EvaluateBatch([4]).Loss;

        double trained = session.TrainBatch([4], new StepContext(0, 3, 0.1f)).Loss;

        Assert.AreEqual(evaluated, trained);
        CollectionAssert.AreEqual(before.Bits(), Running(network).Bits());
        Assert.IsLessThan(trained, session.EvaluateBatch([4]).Loss, "The step went down.");
    }

    [TestMethod]
    public void A_batch_size_of_1_is_refused()
    {
        using SingleFeatures features = Toy.Singles(20, 5);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(Spec(Normalization.Batch, Activation.Relu, dropout: 0));

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => engine.CreateSession(network, Plan(features, 1)));

        Assert.StartsWith("Batch normalization needs batches of at least 2 rows, got a batch size of 1: raise it, or normalize by layer.", e.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Indices))]
    public void A_step_allocates_nothing_after_the_first(int index)
    {
        using SingleFeatures features = Toy.Singles(70, 5);
        var engine = new CpuEngine(1);
        using INetwork network = engine.Initialized(Spec(All[index], Activation.Gelu, dropout: 0.5f));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, 70) with { Optimizer = new Adam(), ClipNorm = 1 });
        int[] rows = Rows(70);
        Steps(3);

        Assert.AreEqual(0, Allocations.Of(() => Steps(50)));

        void Steps(int count)
        {
            for (int step = 0; step < count; step++)
            {
                session.TrainBatch(rows, new StepContext(0, step, 0.01f));
                session.EvaluateBatch(rows);
            }
        }
    }

    [TestMethod]
    public void Tensors_are_named_by_their_layer()
    {
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(
            5,
            [new DenseLayer(4) { Normalization = Normalization.Layer }, new DenseLayer(3) { Normalization = Normalization.Batch with { Momentum = null }, UseBias = false }],
            2));

        CollectionAssert.AreEqual(
            new[]
            {
                "layers.0.weight", "layers.0.bias", "norms.0.weight", "norms.0.bias",
                "layers.1.weight", "norms.1.weight", "norms.1.bias", "norms.1.running_mean", "norms.1.running_var", "norms.1.num_batches_tracked",
                "layers.2.weight", "layers.2.bias",
            },
            network.Infos.Select(info => info.Name).ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 1, 1, 1 }, network.Values(2));
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0 }, network.Values(3));
        CollectionAssert.AreEqual(new float[] { 0, 0, 0 }, network.Values(7));
        CollectionAssert.AreEqual(new float[] { 1, 1, 1 }, network.Values(8));
        Assert.AreEqual(network.Spec.ParameterCount, network.Infos.Where(info => info.Role < TensorRole.RunningMean).Sum(info => info.Length));
    }

    [TestMethod]
    public void Faults_are_named()
        => Assert.AreEqual(
            "MlpSpec.Layers must not end with a normalization: outputs would lose their size. "
            + "MlpSpec.Layers[0].Normalization.Epsilon must be greater than 0 and finite, got 0. "
            + "MlpSpec.Layers[0].Normalization.Momentum must be in (0, 1], or null for the plain average, got 2. "
            + "MlpSpec.Layers[1].Normalization.Momentum has an effect on batch normalization only: leave it out. "
            + "MlpSpec.Layers[2].Normalization must be a normalization, got null. "
            + "MlpSpec.Layers[3].Normalization has options, but its kind is None: choose Batch or Layer.",
            Assert.ThrowsExactly<ArgumentException>(() => new MlpSpec(
                3,
                [
                    new DenseLayer(1) { Normalization = Normalization.Batch with { Epsilon = 0, Momentum = 2 } },
                    new DenseLayer(1) { Normalization = Normalization.Layer with { Momentum = 0.2f } },
                    new DenseLayer(1) { Normalization = null! },
                    new DenseLayer(1) { Normalization = Normalization.None with { IsAffine = false } },
                    new DenseLayer(1) { Normalization = Normalization.Layer },
                ])).Message);

    private static MlpSpec Spec(Normalization normalization, Activation activation, float dropout) => MlpSpec.Of(
        5,
        [new DenseLayer(20) { Activation = activation, Dropout = dropout, Normalization = normalization }, new DenseLayer(8) { Activation = activation, Normalization = normalization }],
        3);

    private static TrainingPlan Plan(FeatureStore features, int batch) => new()
    {
        Features = features,
        Targets = Toy.Classes(features.Count),
        Loss = new CrossEntropy(),
        Optimizer = new Sgd(0.05f),
        MaxBatchSize = batch,
        Seed = 3,
    };

    /// <summary>γ and β away from 1 and 0, so that a mix-up shows.</summary>
    private static void Move(INetwork network)
    {
        for (int t = 0; t < network.Infos.Count; t++)
        {
            if (network.Infos[t].Role is not (TensorRole.NormWeight or TensorRole.NormBias)) continue;
            network.Write(t, 0, [.. network.Values(t).Zip(RandomValues.Singles(network.Infos[t].Rows, t), (value, noise) => value + (0.5f * noise))]);
        }
    }

    private static float[] Running(INetwork network)
        => [.. Enumerable.Range(0, network.Infos.Count).Where(t => network.Infos[t].Role >= TensorRole.RunningMean).SelectMany(network.Values)];

    private static int[] Rows(int count) => [.. Enumerable.Range(0, count)];
}
