using System.Text.Json;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Randomness;
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
    [TestCategory("GoldenTorch")]
    [DynamicData(nameof(Sizes))]
    public void Spreads_are_those_of_PyTorch(int inputs, int outputs)
    {
        JsonElement golden = Golden.EnumerateArray().Single(c => c.Integer("fan_in") == inputs && c.Integer("fan_out") == outputs);
        (string Name, WeightInitializer Initializer)[] all =
        [
            ("linear_default_weight_bound", WeightInitializer.PyTorchDefault),
            ("kaiming_uniform_relu_bound", WeightInitializer.KaimingUniform()),
            ("kaiming_normal_relu_std", WeightInitializer.KaimingNormal()),
            ("kaiming_uniform_relu_fan_out_bound", WeightInitializer.KaimingUniform(useFanOut: true)),
            ("kaiming_normal_relu_fan_out_std", WeightInitializer.KaimingNormal(useFanOut: true)),
            ("kaiming_uniform_leaky_0.01_bound", WeightInitializer.KaimingUniform(Activation.LeakyRelu())),
            ("xavier_uniform_bound", WeightInitializer.XavierUniform()),
            ("xavier_normal_std", WeightInitializer.XavierNormal()),
            ("xavier_uniform_tanh_bound", WeightInitializer.XavierUniform(Activation.Tanh)),
            ("lecun_normal_std", WeightInitializer.KaimingNormal(Activation.Identity)),
            ("lecun_uniform_bound", WeightInitializer.KaimingUniform(Activation.Identity)),
        ];
        foreach ((string name, WeightInitializer initializer) in all)
        {
            double expected = golden.GetProperty(name).GetDouble();
            Assert.AreEqual(expected, initializer.Spread(inputs, outputs), 1e-12 * expected, name);
        }

        string[] figures = [.. golden.EnumerateObject().Select(figure => figure.Name).Where(name => name.EndsWith("_bound", StringComparison.Ordinal) || name.EndsWith("_std", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(figures, all.Select(entry => entry.Name).Concat(["linear_default_bias_bound", "linear_default_weight_std"]).ToArray(), "No figure is left out.");
    }

    [TestMethod]
    [TestCategory("GoldenTorch")]
    public void Gains_are_those_of_PyTorch()
    {
        JsonElement gains = GoldenFile.Read("initializers.json").GetProperty("gains");
        (string Name, Activation Activation)[] all =
        [
            ("linear", Activation.Identity), ("sigmoid", Activation.Sigmoid), ("tanh", Activation.Tanh), ("relu", Activation.Relu),
            ("selu", Activation.Selu), ("leaky_relu_0.01", Activation.LeakyRelu()), ("leaky_relu_sqrt5", Activation.LeakyRelu(MathF.Sqrt(5))),
        ];
        const double Float32Slope = 1e-7; // √5 is not a float32
        foreach ((string name, Activation activation) in all) Assert.AreEqual(gains.GetProperty(name).GetDouble(), WeightInitializer.Gain(activation), Float32Slope, name);
        Assert.HasCount(all.Length, gains.EnumerateObject());
    }

    [TestMethod]
    public void Normal_weights_have_the_deviation_and_the_shape_of_the_normal_distribution()
    {
        const int Count = 200 * 300;
        using INetwork network = new CpuEngine(1).CreateNetwork(MlpSpec.Of(300, [], 200));
        foreach (WeightInitializer initializer in new[] { WeightInitializer.KaimingNormal(), WeightInitializer.XavierNormal(), WeightInitializer.Normal(0.3) })
        {
            Initializer.Draw(network, initializer, seed: 5);
            double deviation = initializer.Spread(300, 200);
            double[] unit = [.. network.Values(0).Select(weight => weight / deviation)];

            Assert.AreEqual(0, unit.Average(), 5 / Math.Sqrt(Count));
            Assert.AreEqual(1, Math.Sqrt(unit.Average(z => z * z)), 5 / Math.Sqrt(2.0 * Count));
            Assert.AreEqual(3, unit.Average(z => z * z * z * z), 5 * Math.Sqrt(96.0 / Count), "the fourth moment of N(0, 1) is 3");
            Assert.AreEqual(0, unit.Zip(unit.Skip(1), (a, b) => a * b).Average(), 5 / Math.Sqrt(Count), "neighbors are independent");
            Assert.IsTrue(network.Values(1).All(bias => bias == 0));
        }
    }

    [TestMethod]
    [DataRow(7, 3, DisplayName = "fewer than are drawn at one time")]
    [DataRow(257, 5, DisplayName = "an odd row more")]
    [DataRow(70_001, 33, DisplayName = "more than a core draws at one time")]
    public void A_weight_is_a_function_of_seed_tensor_and_place_alone(int inputs, int units)
    {
        const int Seed = 11, Step = 251;
        using INetwork network = new CpuEngine(2).CreateNetwork(MlpSpec.Of(inputs, [], units));
        var stream = new Philox(Seed, RandomUse.WeightInit, 0);
        double Unit(ulong index) => stream.Word(index) / (double)(1L << 32);

        Initializer.Draw(network, WeightInitializer.Normal(2), Seed);
        float[] normal = network.Values(0);
        Initializer.Draw(network, WeightInitializer.PyTorchDefault, Seed);
        float[] uniform = network.Values(0);

        for (int i = 0; i < normal.Length; i = i % inputs == 0 || (i + 1) % inputs == 0 ? i + 1 : Math.Min(i + Step, ((i / inputs) + 1) * inputs - 1))
        {
            ulong place = (ulong)i, pair = place & ~1ul;
            double radius = Math.Sqrt(-2 * Math.Log(Unit(pair) + (1.0 / (1L << 32)))), turn = 2 * Math.PI * Unit(pair + 1);
            Assert.AreEqual((float)(2 * radius * ((place & 1) == 0 ? Math.Cos(turn) : Math.Sin(turn))), normal[i], 1e-6f, $"normal, place {i}");
            Assert.AreEqual(((2 * Philox.ToUnit(stream.Word(place))) - 1) * (float)(1 / Math.Sqrt(inputs)), uniform[i], $"uniform, place {i}");
        }
    }

    [TestMethod]
    public void Zeros_are_zeros_and_whatever_was_there_is_gone()
    {
        using INetwork network = new CpuEngine(1).Initialized(MlpSpec.Of(3, [new DenseLayer(4) { Normalization = Normalization.Batch }], 2));

        Initializer.Draw(network, WeightInitializer.Zeros, seed: 1);

        for (int t = 0; t < network.Infos.Count; t++)
        {
            float expected = network.Infos[t].Role is TensorRole.NormWeight or TensorRole.RunningVariance ? 1 : 0;
            Assert.IsTrue(network.Values(t).All(value => value == expected), network.Infos[t].Name);
        }
    }

    [TestMethod]
    public void A_deviation_must_be_above_0()
        => Assert.AreEqual(
            "Normal.standardDeviation must be greater than 0 and finite, got 0.",
            Assert.ThrowsExactly<ArgumentException>(() => WeightInitializer.Normal(0)).Message);

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
