using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

/// <summary>The gradient that can be looked at after an epoch is the one that the optimizer's step went by: w ← w − lr·g.</summary>
[TestClass]
public sealed class ShownGradientTests
{
    private const float Rate = 0.25f;

    // Weights of about 1 are kept to 6e-8; a difference of two, divided by the rate.
    private const float Tolerance = 2e-6f;

    private static readonly MlpSpec Spec = MlpSpec.Of(40, [new DenseLayer(37) { Normalization = Normalization.Layer }, new DenseLayer(5)], 3);

    [TestMethod]
    [DataRow("plain")]
    [DataRow("clipped by norm")]
    [DataRow("clipped by value")]
    [DataRow("added up")]
    [DataRow("of sparse rows")]
    public void The_last_step_of_an_epoch_is_the_shown_gradient_times_the_rate(string kind)
    {
        const int Rows = 24;
        FeatureStore features = kind == "of sparse rows" ? Sparse(Rows) : Toy.Singles(Rows, Spec.Inputs);
        var set = new TrainingSet(features, Toy.Classes(Rows), [.. Enumerable.Range(0, Rows)], []);
        var options = new TrainingOptions
        {
            Optimizer = new Sgd(Rate, momentum: 0),
            MaxEpochs = 2,
            BatchSize = kind == "added up" ? 8 : Rows,
            AccumulateBatches = kind == "added up" ? 3 : 1,
            ClipNorm = kind == "clipped by norm" ? 0.01f : null,
            ClipValue = kind == "clipped by value" ? 0.003f : null,
        };

        var weights = new List<float[]>();
        var gradients = new List<float[]>();
        using INetwork network = new TrainingLoop(new CpuEngine(2), set, options with
        {
            ParametersCompleted = parameters =>
            {
                Assert.AreEqual(weights.Count, parameters.EpochIndex);
                CollectionAssert.AreEqual(parameters.Weights.Infos.ToArray(), parameters.Gradients!.Infos.ToArray());
                weights.Add(parameters.Weights.AllValues());
                gradients.Add(parameters.Gradients.AllValues());
            },
        }).Run(Spec).Network;

        float[] expected = [.. weights[0].Zip(weights[1], (before, after) => (before - after) / Rate)];
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], gradients[1][i], Tolerance, $"parameter {i}");
        Assert.IsGreaterThan(100, gradients[1].Count(value => value != 0));
        double norm = Math.Sqrt(gradients[1].Sum(value => (double)value * value));
        if (kind == "clipped by norm") Assert.AreEqual(0.01, norm, 1e-6);
        if (kind == "clipped by value") Assert.AreEqual(0.003f, gradients[1].Max(Math.Abs));
    }

    [TestMethod]
    public void Looking_changes_no_bit_and_no_gradient_is_kept_for_nobody()
    {
        TrainingSet set = TestRun.Set(Toy.Singles(60, TestRun.Spec.Inputs));
        int looks = 0;

        (int[] bits, TrainingHistory history, _) = TestRun.Train(set, TestRun.Options);
        (int[] seenBits, TrainingHistory seenHistory, _) = TestRun.Train(set, TestRun.Options with { ParametersCompleted = _ => looks++ });

        CollectionAssert.AreEqual(bits, seenBits);
        Assert.AreEqual(history, seenHistory);
        Assert.AreEqual(9, looks);
        using INetwork network = new CpuEngine(1).CreateNetwork(TestRun.Spec);
        using ITrainingSession session = new CpuEngine(1).CreateSession(network, TestRun.Options.Plan(set, 8));
        Assert.IsNull(session.Gradients);
    }

    private static SparseFeatures Sparse(int rows)
    {
        var features = new SparseFeatures(Spec.Inputs);
        for (int row = 0; row < rows; row++) features.Add([1 + (row % 7), 20 + (row % 5)], [1, 0.5f]);
        return features;
    }
}
