using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

/// <summary>What a session is told of the next batch makes it faster at most: no bit changes, and nothing that it is told can be wrong.</summary>
[TestClass]
public class NextRowsTests
{
    private const int Rows = 300, Batch = 100;

    private static readonly ImageShape Image = new(3, 4, 4);

    /// <summary>Rows of the next batch as they are, fewer, more than a batch, none, and some that do not exist.</summary>
    private static readonly int[][] Told = [[.. Enumerable.Range(100, Batch)], [7], [.. Enumerable.Range(0, Rows)], [], [-1, Rows, int.MaxValue, int.MinValue, 5]];

    [TestMethod]
    [DataRow("floats", false)]
    [DataRow("bytes", false)]
    [DataRow("sparse", false)]
    [DataRow("floats", true)]
    [DataRow("bytes", true)]
    public void A_step_gives_the_same_bits_whatever_is_said_of_the_next(string kind, bool hasValues)
    {
        int[] expected = Train(kind, hasValues, null);
        foreach (int[] told in Told) CollectionAssert.AreEqual(expected, Train(kind, hasValues, told), $"told {told.Length} rows");
    }

    private static int[] Train(string kind, bool hasValues, int[]? told)
    {
        using FeatureStore features = kind switch
        {
            "floats" => Toy.Singles(Rows, Image.Size),
            "bytes" => Toy.Bytes(Rows, Image),
            _ => Sparse(),
        };
        Targets targets = hasValues ? Targets.OfValues(RandomValues.Singles(Rows * 3, seed: 3), 3) : Toy.Classes(Rows);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(MlpSpec.Of(Image.Size, [new DenseLayer(20)], 3));
        using ITrainingSession session = engine.CreateSession(network, new TrainingPlan
        {
            Features = features,
            Targets = targets.WithWeights([.. Enumerable.Range(1, Rows).Select(row => (float)row)]),
            Loss = hasValues ? new MeanSquaredError() : new CrossEntropy(),
            Optimizer = new Sgd(),
            MaxBatchSize = Batch,
        });
        for (int batch = 0; batch < 3; batch++)
        {
            if (told is not null) session.Expect(told);
            session.TrainBatch([.. Enumerable.Range(batch * Batch, Batch)], new StepContext(0, batch, LearningRate: 0.1f));
        }

        return network.AllValues().Bits();
    }

    private static SparseFeatures Sparse()
    {
        var features = new SparseFeatures(Image.Size);
        for (int row = 0; row < Rows; row++) features.Add([row % Image.Size], [row]);
        return features;
    }
}
