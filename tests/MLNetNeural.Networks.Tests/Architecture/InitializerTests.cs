using System.Text.Json;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Tests.Golden;

namespace MLNetNeural.Networks.Tests.Architecture;

[TestClass]
public class InitializerTests
{
    /// <summary>The largest of more than 2,000 uniform numbers lies within 1% of the bound.</summary>
    private const double NearBound = 0.99;

    private static readonly JsonElement Golden = GoldenFile.Read("initializers.json").GetProperty("cases");

    public static IEnumerable<object[]> Sizes => Golden.EnumerateArray().Select(c => new object[] { c.Integer("fan_in"), c.Integer("fan_out") });

    [TestMethod]
    [TestCategory("GoldenTorch")]
    [DynamicData(nameof(Sizes))]
    public void Weights_and_biases_have_the_bounds_and_deviations_of_PyTorch(int inputs, int outputs)
    {
        JsonElement golden = Golden.EnumerateArray().Single(c => c.Integer("fan_in") == inputs && c.Integer("fan_out") == outputs);
        double bound = golden.GetProperty("linear_default_weight_bound").GetDouble(), deviation = golden.GetProperty("linear_default_weight_std").GetDouble();
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(inputs, [], outputs), seed: 4);

        float[] weights = network.Values(0), biases = network.Values(1);

        Assert.IsTrue(weights.All(weight => Math.Abs(weight) <= (float)bound));
        Assert.IsTrue(biases.All(bias => Math.Abs(bias) <= (float)golden.GetProperty("linear_default_bias_bound").GetDouble()));
        if (weights.Length <= 2000) return;
        double mean = weights.Average(), squares = weights.Sum(weight => (weight - mean) * (weight - mean));
        Assert.IsGreaterThan(NearBound * bound, weights.Max(Math.Abs));
        Assert.AreEqual(deviation, Math.Sqrt(squares / weights.Length), deviation * 5 / Math.Sqrt(2.0 * weights.Length));
        Assert.AreEqual(0, mean, 5 * deviation / Math.Sqrt(weights.Length));
    }

    [TestMethod]
    public void One_seed_gives_one_start_and_another_seed_another()
    {
        MlpSpec spec = MlpSpec.Of(30, [new DenseLayer(20)], 3);
        using INetwork a = new CpuEngine(1).Initialized(spec, 1), b = new CpuEngine(2).Initialized(spec, 1), c = new CpuEngine(1).Initialized(spec, 2);

        CollectionAssert.AreEqual(a.AllValues().Bits(), b.AllValues().Bits());
        CollectionAssert.AreNotEqual(a.AllValues().Bits(), c.AllValues().Bits());
    }

    [TestMethod]
    public void Layers_and_tensors_of_one_shape_get_numbers_of_their_own()
    {
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(8, [new DenseLayer(8), new DenseLayer(8)], 8));

        Assert.HasCount(3, Enumerable.Range(0, 3).Select(l => network.Values(2 * l)[0]).Distinct());
        Assert.HasCount((3 * 64) + (3 * 8), network.AllValues().Distinct());
    }

    [TestMethod]
    public void A_wide_layer_is_drawn_in_runs_without_a_seam()
    {
        // 600,000 inputs: runs of one unit each; every number still depends on its position alone.
        using INetwork wide = new CpuEngine(1).Initialized(MlpSpec.Of(600_000, [], 3));

        float[] weights = wide.Values(0);

        Assert.IsFalse(weights.AsSpan(0, 600_000).SequenceEqual(weights.AsSpan(600_000, 600_000)));
        Assert.IsTrue(weights.All(weight => Math.Abs(weight) <= (float)(1 / Math.Sqrt(600_000)) && weight != 0));
    }
}
