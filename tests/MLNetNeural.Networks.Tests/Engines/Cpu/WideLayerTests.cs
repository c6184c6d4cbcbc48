using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

/// <summary>Layers that are multiplied panel by panel for all rows, with and without the zeros that ReLU and dropout leave.</summary>
[TestClass]
public class WideLayerTests
{
    private const int Inputs = 70, Rows = 200;

    /// <summary>Sums of up to a thousand products in single precision, three layers deep, against double precision.</summary>
    private const double Tolerance = 2e-5;

    /// <summary>Whole groups of four panels, and one panel more.</summary>
    private static readonly int[] Hidden = [1024, 1056];

    public static IEnumerable<object[]> Cases =>
        from activation in new[] { Activation.Relu, Activation.Tanh }
        from dropout in new[] { 0f, 0.6f }
        from normalization in new[] { Normalization.None, Normalization.Batch }
        select new object[] { activation.ToString(), dropout, normalization.Kind == NormalizationKind.Batch };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Training_gives_the_same_bits_for_every_number_of_threads(string activation, float dropout, bool normalized)
    {
        int[] expected = Train(1, Toy.Named(activation), dropout, normalized);
        foreach (int threads in new[] { 2, 5 }) CollectionAssert.AreEqual(expected, Train(threads, Toy.Named(activation), dropout, normalized), $"{threads} threads");
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.6f)]
    public void A_session_for_more_rows_than_stay_in_a_cache_gives_the_same_bits(float dropout)
        => CollectionAssert.AreEqual(Train(2, Activation.Relu, dropout, isNormalized: false), Train(2, Activation.Relu, dropout, isNormalized: false, maxBatchSize: 700));

    [TestMethod]
    public void A_row_scores_alone_as_it_does_among_others()
    {
        using SingleFeatures features = Toy.Singles(Rows, Inputs);
        using INetwork network = new CpuEngine(2).Initialized(Spec(Activation.Relu, 0, isNormalized: false));

        float[] together = network.Score(features);

        using IScorer one = network.CreateScorer(1);
        float[] alone = new float[3];
        for (int r = 0; r < Rows; r++)
        {
            one.Score(features, [r], alone);
            CollectionAssert.AreEqual(together[(3 * r)..(3 * (r + 1))], alone, $"row {r}");
        }
    }

    [TestMethod]
    [DataRow("Relu")]
    [DataRow("Tanh")]
    public void A_step_is_that_of_plain_loops_in_double_precision(string activation)
    {
        using SingleFeatures features = Toy.Singles(Rows, Inputs);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(Spec(activation == "Relu" ? Activation.Relu : Activation.Tanh, 0, isNormalized: false));
        double[][] expected = PlainStep(network, activation == "Relu");

        using (ITrainingSession session = engine.CreateSession(network, Plan(features, new Sgd(1)))) session.TrainBatch([.. Enumerable.Range(0, Rows)], new StepContext(0, 0, 1));

        for (int t = 0; t < expected.Length; t++)
        {
            float[] actual = network.Values(t);
            for (int i = 0; i < actual.Length; i++) Assert.AreEqual(expected[t][i], actual[i], Tolerance, $"{network.Infos[t].Name}[{i}]");
        }
    }

    private static int[] Train(int threads, Activation activation, float dropout, bool isNormalized, int maxBatchSize = Rows)
    {
        using SingleFeatures features = Toy.Singles(Rows, Inputs);
        var engine = new CpuEngine(threads);
        using INetwork network = engine.Initialized(Spec(activation, dropout, isNormalized));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, new Adam(0.01f), maxBatchSize));
        int[] rows = [.. Enumerable.Range(0, Rows)];
        session.TrainBatch(rows, new StepContext(0, 0, 0.01f));
        session.TrainBatch(rows.AsSpan(0, 40), new StepContext(0, 1, 0.01f)); // one block of rows
        return [.. network.AllValues().Bits(), .. network.Score(features).Bits()];
    }

    private static MlpSpec Spec(Activation activation, float dropout, bool isNormalized) => MlpSpec.Of(
        Inputs,
        Hidden.Select(units => new DenseLayer(units) { Activation = activation, Dropout = dropout, Normalization = isNormalized ? Normalization.Batch : Normalization.None }),
        3);

    private static TrainingPlan Plan(SingleFeatures features, Optimizer optimizer, int maxBatchSize = Rows) => new()
    {
        Features = features,
        Targets = Toy.Classes(features.Count),
        Loss = new CrossEntropy(),
        Optimizer = optimizer,
        MaxBatchSize = maxBatchSize,
    };

    /// <summary>The parameters after one step of gradient descent with rate 1: weight and bias of each layer.</summary>
    private static double[][] PlainStep(INetwork network, bool isRelu)
    {
        int[] sizes = [Inputs, .. Hidden, 3];
        double[][] values = [.. Enumerable.Range(0, network.Infos.Count).Select(t => network.Values(t).Select(value => (double)value).ToArray())];
        double[][] result = [.. values.Select(tensor => (double[])tensor.Clone())];
        Targets targets = Toy.Classes(Rows);
        for (int r = 0; r < Rows; r++)
        {
            double[][] outputs = new double[sizes.Length][];
            outputs[0] = [.. RandomValues.Singles(Inputs, (1 << 20) + r).Select(value => (double)value)]; // as Toy.Singles draws them
            for (int l = 1; l < sizes.Length; l++)
            {
                outputs[l] = new double[sizes[l]];
                for (int u = 0; u < sizes[l]; u++)
                {
                    double z = values[(2 * l) - 1][u];
                    for (int i = 0; i < sizes[l - 1]; i++) z += values[(2 * l) - 2][(u * sizes[l - 1]) + i] * outputs[l - 1][i];
                    outputs[l][u] = l == sizes.Length - 1 ? z : isRelu ? Math.Max(z, 0) : Math.Tanh(z);
                }
            }

            double max = outputs[^1].Max(), sum = outputs[^1].Sum(z => Math.Exp(z - max));
            double[] gradient = [.. outputs[^1].Select((z, j) => ((Math.Exp(z - max) / sum) - (j == targets[r].Class ? 1 : 0)) / Rows)];
            for (int l = sizes.Length - 1; l > 0; l--)
            {
                double[] below = new double[sizes[l - 1]];
                for (int u = 0; u < sizes[l]; u++)
                {
                    if (gradient[u] == 0) continue;
                    result[(2 * l) - 1][u] -= gradient[u];
                    for (int i = 0, w = u * sizes[l - 1]; i < sizes[l - 1]; i++, w++)
                    {
                        result[(2 * l) - 2][w] -= gradient[u] * outputs[l - 1][i];
                        below[i] += gradient[u] * values[(2 * l) - 2][w];
                    }
                }

                if (l > 1) for (int i = 0; i < below.Length; i++) below[i] *= isRelu ? (outputs[l - 1][i] > 0 ? 1 : 0) : 1 - (outputs[l - 1][i] * outputs[l - 1][i]);
                gradient = below;
            }
        }

        return result;
    }
}
