using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public class ActivationKernelTests
{
    /// <summary>Relative; a few units in the last place of float32.</summary>
    private const double Float32Rounding = 5e-7;

    /// <summary>Absolute: the vectorized float32 tanh and sigmoid, and Φ, which is 0 below −5.7.</summary>
    private const double Float32Absolute = 1e-7;

    /// <summary>Absolute: where 1 − y, 1 − y² or y + α cancels, three times twice what y may be off (two units in the last place).</summary>
    private const double Cancellation = 3 * 4e-7;

    public static IEnumerable<object[]> Activations => Toy.Activations.Select(activation => new object[] { activation.ToString() });

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Values_are_those_of_the_formula(string name)
    {
        Activation activation = Toy.Named(name);
        float[] z = Grid();
        float[] y = [.. z];

        ActivationKernel.Forward(activation, y);

        for (int i = 0; i < z.Length; i++) AssertNear(ActivationFormula.Of(activation, z[i]), y[i], $"f({z[i]})");
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Derivatives_are_those_of_the_formula(string name)
    {
        const double Step = 1e-5; // central differences of a double: an error of about 1e-10
        Activation activation = Toy.Named(name);
        float[] z = [.. Grid().Where(value => Math.Abs(value) > 2 * Step)];
        float[] y = [.. z], g = [.. Enumerable.Repeat(3f, z.Length)];

        ActivationKernel.Forward(activation, y);
        ActivationKernel.Backward(activation, ActivationKernel.KeepsInput(activation.Kind) ? z : y, g);

        for (int i = 0; i < z.Length; i++)
        {
            double slope = (ActivationFormula.Of(activation, z[i] + Step) - ActivationFormula.Of(activation, z[i] - Step)) / (2 * Step);
            Assert.AreEqual(3 * slope, g[i], Cancellation + (Float32Rounding * Math.Abs(3 * slope)), $"f'({z[i]})");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void A_value_gives_the_same_bits_alone_and_at_any_place_of_a_block(string name)
    {
        Activation activation = Toy.Named(name);
        float[] z = RandomValues.Singles(700, seed: 4);
        float[] whole = [.. z], slopes = [.. Enumerable.Repeat(1f, z.Length)];
        ActivationKernel.Forward(activation, whole);
        ActivationKernel.Backward(activation, ActivationKernel.KeepsInput(activation.Kind) ? z : whole, slopes);

        // The engine's rows are padded to multiples of 16.
        for (int start = 0; start < z.Length - 16; start += 16)
        {
            float[] part = z[start..(start + 16)], partZ = [.. part], g = [.. Enumerable.Repeat(1f, 16)];
            ActivationKernel.Forward(activation, part);
            ActivationKernel.Backward(activation, ActivationKernel.KeepsInput(activation.Kind) ? partZ : part, g);
            CollectionAssert.AreEqual(whole[start..(start + 16)].Bits(), part.Bits());
            CollectionAssert.AreEqual(slopes[start..(start + 16)].Bits(), g.Bits());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Every_length_gives_the_values_of_the_whole(string name)
    {
        Activation activation = Toy.Named(name);
        float[] z = RandomValues.Singles(300, seed: 5);
        float[] whole = [.. z];
        ActivationKernel.Forward(activation, whole);
        for (int n = 0; n <= z.Length; n++)
        {
            float[] part = z[..n], g = [.. Enumerable.Repeat(1f, n)];

            ActivationKernel.Forward(activation, part);
            ActivationKernel.Backward(activation, ActivationKernel.KeepsInput(activation.Kind) ? z.AsSpan(0, n) : part, g);

            for (int i = 0; i < n; i++) AssertNear(whole[i], part[i], $"{n} values, value {i}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void A_NaN_stays_a_NaN(string name)
    {
        float[] z = new float[20];
        z[3] = z[19] = float.NaN;

        ActivationKernel.Forward(Toy.Named(name), z);

        Assert.IsTrue(float.IsNaN(z[3]) && float.IsNaN(z[19]));
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Large_inputs_do_not_overflow(string name)
    {
        float[] z = [100, 1000, 1e30f, -100, -1000, -1e30f, 88, 89, -88, -89, 710, -710, 20, -20, 21, -21];
        float[] y = [.. z], g = [.. Enumerable.Repeat(1f, z.Length)];

        ActivationKernel.Forward(Toy.Named(name), y);
        ActivationKernel.Backward(Toy.Named(name), ActivationKernel.KeepsInput(Toy.Named(name).Kind) ? z : y, g);

        Assert.IsTrue(y.All(float.IsFinite), string.Join(", ", y));
        Assert.IsTrue(g.All(float.IsFinite), string.Join(", ", g));
    }

    [TestMethod]
    public void Relu_of_minus_infinity_is_0()
    {
        float[] z = [float.NegativeInfinity, -0f, -1];

        ActivationKernel.Forward(Activation.Relu, z);

        CollectionAssert.AreEqual(new float[3].Bits(), z.Bits());
    }

    [TestMethod]
    public void The_derivative_of_relu_and_leaky_relu_at_0_is_that_of_the_negative_side()
    {
        float[] g = [1, 1];
        ActivationKernel.Backward(Activation.Relu, [0, 1], g);
        CollectionAssert.AreEqual(new float[] { 0, 1 }, g);

        g = [1, 1];
        ActivationKernel.Backward(Activation.LeakyRelu(0.25f), [0, 1], g);
        CollectionAssert.AreEqual(new[] { 0.25f, 1 }, g);
    }

    private static float[] Grid() => [.. Enumerable.Range(-1280, 2561).Select(i => i / 64f)];

    private static void AssertNear(double expected, double actual, string what)
        => Assert.AreEqual(expected, actual, Float32Absolute + (Float32Rounding * Math.Abs(expected)), what);
}
