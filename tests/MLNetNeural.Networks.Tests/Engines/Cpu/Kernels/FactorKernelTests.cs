using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class FactorKernelTests
{
    private const int Most = 70;

    private static readonly float[] Kinds = [0, -0f, 1, -1, 0.25f, -3, 1e-30f, float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    [TestMethod]
    public void Every_vector_width_gives_the_bits_of_the_scalar_definition_at_every_length()
    {
        Check<PositivePart>(0, 0);
        Check<ZeroOrOne>(0, 0);
        Check<TwoSlopes>(1, 0.25f);
        Check<EluSlope>(1.5f, 0.75f);
        Check<SigmoidSlope>(0, 0);
        Check<TanhSlope>(0, 0);
    }

    [TestMethod]
    public void Kept_values_must_be_as_many_as_the_values()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => FactorKernel.Multiply<ZeroOrOne>(new float[3], new float[2], 0, 0));

        Assert.StartsWith("There must be 3 kept values, got 2.", error.Message);
    }

    private static void Check<TFactor>(float above, float below)
        where TFactor : struct, IFactor
    {
        float[] values = [.. Enumerable.Range(0, Most).Select(i => Kinds[i * 7 % Kinds.Length])], kept = [.. Enumerable.Range(0, Most).Select(i => Kinds[i * 3 / 2 % Kinds.Length])];
        for (int n = 0; n <= Most; n++)
        {
            float[] expected = values[..n];
            fixed (float* x = expected, k = kept) FactorKernel.MultiplyScalar<TFactor>(x, k, n, above, below);

            float[] actual = values[..n];
            FactorKernel.Multiply<TFactor>(actual, kept.AsSpan(0, n), above, below);
            Compare("default", actual);
            Compare("512 bits", Run(&FactorKernel.Multiply<TFactor, Simd512, Vector512<float>>));
            Compare("256 bits", Run(&FactorKernel.Multiply<TFactor, Simd256, Vector256<float>>));
            Compare("128 bits", Run(&FactorKernel.Multiply<TFactor, Simd128, Vector128<float>>));

            float[] Run(delegate*<float*, float*, int, float, float, void> kernel)
            {
                float[] result = [.. values];
                fixed (float* x = result, k = kept) kernel(x, k, n, above, below);
                Assert.IsTrue(result.AsSpan(n).SequenceEqual(values.AsSpan(n)), "values behind the end");
                return result[..n];
            }

            void Compare(string name, float[] result)
            {
                for (int i = 0; i < n; i++)
                {
                    bool isSame = float.IsNaN(expected[i]) ? float.IsNaN(result[i]) : BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(result[i]);
                    Assert.IsTrue(isSame, $"{typeof(TFactor).Name}, {name}, {n} values: {result[i]} in place of {expected[i]} at {i}.");
                }
            }
        }
    }
}
