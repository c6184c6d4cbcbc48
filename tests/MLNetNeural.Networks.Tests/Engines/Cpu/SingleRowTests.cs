using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

/// <summary>Rows scored one by one with a network that is large enough for several cores.</summary>
[TestClass]
public class SingleRowTests
{
    /// <summary>Calls that follow each other, so that the workers come to help.</summary>
    private const int Calls = 500;

    private const int Rows = 40;

    [TestMethod]
    [DataRow(2, 512, 256)]
    [DataRow(3, 512, 256)]
    [DataRow(2, 1030, 37)] // a last group of one panel, then one group in all
    [DataRow(4, 300, 700)]
    public void A_row_gives_the_bits_that_it_has_in_a_block_however_many_cores_work_on_it(int threads, int first, int second)
    {
        using SingleFeatures features = Toy.Singles(Rows, 300);
        using INetwork network = new CpuEngine(threads).Initialized(MlpSpec.Of(300, [new DenseLayer(first), new DenseLayer(second) { Activation = Activation.Tanh }], 5));

        AssertSameBitsOneByOne(network, features, network.Score(features));
    }

    [TestMethod]
    public void So_does_a_row_of_bytes()
    {
        using ByteFeatures features = Toy.Bytes(Rows, new ImageShape(3, 16, 16));
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(768, [new DenseLayer(256)], 3));

        AssertSameBitsOneByOne(network, features, network.Score(features));
    }

    [TestMethod]
    public void Scorers_on_several_threads_do_not_disturb_each_other()
    {
        using SingleFeatures features = Toy.Singles(Rows, 300);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(300, [new DenseLayer(512), new DenseLayer(256)], 5));
        float[] expected = network.Score(features);

        Parallel.For(0, 8, _ => AssertSameBitsOneByOne(network, features, expected));
    }

    [TestMethod]
    public void Nothing_is_allocated()
    {
        using SingleFeatures features = Toy.Singles(Rows, 300);
        using INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(300, [new DenseLayer(512), new DenseLayer(256)], 5));
        using IScorer scorer = network.CreateScorer(1);
        float[] outputs = new float[5];
        int[] row = [2];
        for (int call = 0; call < Calls; call++) scorer.Score(features, row, outputs);

        Assert.AreEqual(0, Allocations.Of(() =>
        {
            for (int call = 0; call < Calls; call++) scorer.Score(features, row, outputs);
        }));
    }

    [TestMethod]
    public void A_network_that_is_disposed_of_between_calls_is_an_error_and_no_endless_wait()
    {
        using SingleFeatures features = Toy.Singles(Rows, 300);
        INetwork network = new CpuEngine(2).Initialized(MlpSpec.Of(300, [new DenseLayer(512), new DenseLayer(256)], 5));
        using IScorer scorer = network.CreateScorer(1);
        float[] outputs = new float[5];
        for (int call = 0; call < Calls; call++) scorer.Score(features, [0], outputs);

        network.Dispose();

        for (int call = 0; call < Calls; call++) Assert.ThrowsExactly<ObjectDisposedException>(() => scorer.Score(features, [0], outputs));
    }

    private static void AssertSameBitsOneByOne(INetwork network, FeatureStore features, float[] expected)
    {
        using IScorer scorer = network.CreateScorer(1);
        float[] outputs = new float[network.Spec.Outputs];
        for (int call = 0; call < Calls; call++)
        {
            int row = call % Rows;
            scorer.Score(features, [row], outputs);

            CollectionAssert.AreEqual(expected.AsSpan(row * outputs.Length, outputs.Length).ToArray().Bits(), outputs.Bits(), $"call {call}");
        }
    }
}
