using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class CpuScorerTests
{
    public static IEnumerable<object[]> Activations => Toy.Activations.Select(activation => new object[] { activation.ToString() });

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void A_row_gives_the_same_bits_alone_and_in_blocks_of_7_64_and_300(string activation)
    {
        // 3,300 inputs: a long sum in two parts. 37 and 5 units: padded to 48 and 16.
        using SingleFeatures features = Toy.Singles(300, 3300);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(3300, [new DenseLayer(37) { Activation = Toy.Named(activation) }], 5));
        float[] whole = network.Score(features);
        foreach (int block in new[] { 1, 7, 64 })
        {
            using IScorer scorer = network.CreateScorer(block);
            float[] outputs = new float[5 * 300];
            foreach (int[] rows in Enumerable.Range(0, 300).Chunk(block)) scorer.Score(features, rows, outputs.AsSpan(rows[0] * 5, rows.Length * 5));
            CollectionAssert.AreEqual(whole.Bits(), outputs.Bits(), $"blocks of {block}");
        }
    }

    [TestMethod]
    [DataRow(48, DisplayName = "48 features: rows are read where they lie")]
    [DataRow(50, DisplayName = "50 features: rows are gathered, behind the last there may be nothing")]
    [DataRow(256, DisplayName = "256 features: rows share their cache sets")]
    [DataRow(3328, DisplayName = "3328 features: a long sum in two parts")]
    public void Rows_give_the_same_bits_in_the_order_of_the_store_and_in_another(int columns)
    {
        const int Rows = 150, RowsOfABlock = 100; // the second block of 64 rows lies in two places
        using SingleFeatures source = Toy.Singles(Rows, columns), features = new(columns, expected: RowsOfABlock);
        for (int row = 0; row < Rows; row++) features.Add(source[row]);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(columns, [new DenseLayer(130)], 5));
        using IScorer scorer = network.CreateScorer(Rows);
        float[] inOrder = new float[Rows * 5], reversed = new float[Rows * 5];

        scorer.Score(features, [.. Enumerable.Range(0, Rows)], inOrder);
        scorer.Score(features, [.. Enumerable.Range(0, Rows).Reverse()], reversed);

        CollectionAssert.AreEqual(inOrder.Chunk(5).Reverse().SelectMany(row => row).ToArray().Bits(), reversed.Bits());
    }

    [TestMethod]
    public void Outputs_are_those_of_the_formula()
    {
        const double Float32 = 1e-6; // sums of 20 products
        using SingleFeatures features = Toy.Singles(10, 20);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(20, [], 3));
        float[] weights = network.Values(0), bias = network.Values(1);

        float[] outputs = network.Score(features);

        for (int row = 0; row < 10; row++)
        {
            for (int u = 0; u < 3; u++)
            {
                double z = bias[u];
                for (int i = 0; i < 20; i++) z += (double)features[row][i] * weights[(u * 20) + i];
                Assert.AreEqual(z, outputs[(row * 3) + u], Float32);
            }
        }
    }

    [TestMethod]
    public void Several_scorers_work_at_once()
    {
        using SingleFeatures features = Toy.Singles(64, 50);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(50, [new DenseLayer(40)], 3));
        int[] expected = network.Score(features).Bits();

        Parallel.For(0, 20, _ => CollectionAssert.AreEqual(expected, network.Score(features).Bits()));
    }

    [TestMethod]
    public void Scoring_a_row_allocates_nothing()
    {
        using SingleFeatures features = Toy.Singles(4, 50);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(50, [new DenseLayer(40) { Activation = Activation.Gelu }], 3));
        using IScorer scorer = network.CreateScorer(1);
        float[] outputs = new float[3];
        int[] row = [2];
        for (int i = 0; i < 3; i++) scorer.Score(features, row, outputs);

        Assert.AreEqual(0, Allocations.Of(() => scorer.Score(features, row, outputs)));
    }

    [TestMethod]
    public void Wrong_sizes_are_named()
    {
        using SingleFeatures features = Toy.Singles(4, 5), other = Toy.Singles(4, 6);
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(5, [], 3));
        using IScorer scorer = network.CreateScorer(2);

        Assert.AreEqual(
            "A batch must have at most 2 rows, got 3. (Parameter 'rows')",
            Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(features, [0, 1, 2], new float[9])).Message);
        Assert.AreEqual(
            "The network has 5 inputs, but rows have 6 features. (Parameter 'features')",
            Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(other, [0], new float[3])).Message);
        Assert.AreEqual(
            "The outputs of 2 rows are 6 values, got room for 5. (Parameter 'outputs')",
            Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(features, [0, 1], new float[5])).Message);
    }

    [TestMethod]
    public void No_rows_give_no_outputs()
    {
        using SingleFeatures features = Toy.Singles(4, 5);
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(5, [], 3));
        using IScorer scorer = network.CreateScorer(2);

        scorer.Score(features, [], []);
    }
}
