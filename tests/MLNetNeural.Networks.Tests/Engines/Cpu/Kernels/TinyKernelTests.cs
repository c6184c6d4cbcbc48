using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class TinyKernelTests
{
    [TestMethod]
    public void Tiny_numbers_become_0_and_all_others_stay_at_every_length()
    {
        float[] kinds = [0, 1, -1, 1e-29f, -1e-29f, 9e-31f, -9e-31f, float.Epsilon, -float.Epsilon, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        for (int n = 0; n <= 70; n++)
        {
            float[] values = [.. Enumerable.Range(0, n).Select(i => kinds[(i * 5) % kinds.Length])];
            float[] expected = [.. values];

            TinyKernel.FlushScalar(expected);
            TinyKernel.Flush(values);

            CollectionAssert.AreEqual(expected, values);
            CollectionAssert.AreEqual(expected, Run(&TinyKernel.Flush<Simd512, Vector512<float>>));
            CollectionAssert.AreEqual(expected, Run(&TinyKernel.Flush<Simd256, Vector256<float>>));
            CollectionAssert.AreEqual(expected, Run(&TinyKernel.Flush<Simd128, Vector128<float>>));
            CollectionAssert.AreEqual(expected, Run(&TinyKernel.Flush<Simd1, float>));
            Assert.IsTrue(expected.All(value => float.IsNaN(value) || value == 0 || MathF.Abs(value) >= TinyKernel.Limit));

            float[] Run(delegate*<float*, int, void> kernel)
            {
                float[] result = [.. Enumerable.Range(0, n).Select(i => kinds[(i * 5) % kinds.Length])];
                fixed (float* x = result) kernel(x, n);
                return result;
            }
        }
    }
}
