using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public class ErfKernelTests
{
    /// <summary>Below half a unit in the last place of a float32 near 1 (3e-8); the polynomial itself is good to 2e-11 below 4, where 1 − erf is 1.6e-8.</summary>
    private const double Float32Rounding = 2e-8;

    [TestMethod]
    public void Values_are_those_of_the_series_to_float32_precision()
    {
        for (double x = -7; x <= 7; x += 1 / 128.0)
        {
            double[] erf = [x];
            ErfKernel.ErfScalar(erf);
            Assert.AreEqual(ActivationFormula.Erf(x), erf[0], Float32Rounding, $"erf {x}");
        }
    }

    [TestMethod]
    public void Vectors_give_the_bits_of_the_scalar_definition_at_every_length()
    {
        for (int n = 0; n <= 100; n++)
        {
            double[] expected = [.. RandomValues.Singles(n, seed: n).Select(x => x * 6.0)];
            double[] actual = [.. expected];

            ErfKernel.ErfScalar(expected);
            ErfKernel.Erf(actual);

            CollectionAssert.AreEqual(expected, actual);
        }
    }

    [TestMethod]
    public void Infinities_give_1_and_a_NaN_stays_a_NaN()
    {
        double[] x = [double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0, 1e300, -1e300, 4, -4];

        ErfKernel.Erf(x);

        CollectionAssert.AreEqual(new[] { 1, -1, double.NaN, 0, 1, -1, 1, -1 }, x);
    }
}
