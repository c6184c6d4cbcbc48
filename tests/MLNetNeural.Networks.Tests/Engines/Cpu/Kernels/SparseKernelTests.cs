using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class SparseKernelTests
{
    private const int Rows = 50;
    private const int First = 7;

    [TestMethod]
    [DataRow(16)]
    [DataRow(32)]
    [DataRow(48)]
    public void Every_vector_width_gives_the_bits_of_the_dense_kernel(int width)
    {
        using var b = new GuardedBuffer<float>(RandomValues.Singles(Rows * width, seed: 1));
        for (int count = 0; count <= 20; count++)
        {
            int[] columns = [.. Enumerable.Range(0, count).Select(i => First + (i * 2) + (i % 2))];
            float[] values = RandomValues.Singles(count, seed: count), dense = new float[Rows];
            for (int i = 0; i < count; i++) dense[columns[i] - First] = values[i];
            float[] expected = RandomValues.Singles(width, seed: 2);
            fixed (float* a = dense)
            fixed (float* c = expected)
            {
                MatrixKernel.MultiplyAddScalar(a, Rows, 1, b.Pointer, width, c, width, c, width, 1, width, Rows);
            }

            Check(SparseKernel.MultiplyAdd, "default");
            Check(SparseKernel.MultiplyAdd<Simd512, Vector512<float>>, "512 bits");
            Check(SparseKernel.MultiplyAdd<Simd256, Vector256<float>>, "256 bits");
            Check(SparseKernel.MultiplyAdd<Simd128, Vector128<float>>, "128 bits");
            Check(SparseKernel.MultiplyAdd<Simd1, float>, "scalar");

            void Check(Kernel kernel, string name)
            {
                using var c = new GuardedBuffer<float>(RandomValues.Singles(width, seed: 2));
                fixed (int* column = columns)
                fixed (float* value = values)
                {
                    kernel(column, value, count, b.Pointer, First, c.Pointer, width);
                }

                CollectionAssert.AreEqual(expected.Bits(), c.Values.Bits(), $"{name}, {count} values");
                Assert.IsTrue(c.IsGuardWhole, name);
            }
        }
    }

    [TestMethod]
    public void A_scaled_row_is_added()
    {
        float[] x = RandomValues.Singles(32, seed: 1);
        foreach (AddScaled add in new AddScaled[]
        {
            SparseKernel.AddScaled, SparseKernel.AddScaled<Simd512, Vector512<float>>, SparseKernel.AddScaled<Simd256, Vector256<float>>,
            SparseKernel.AddScaled<Simd128, Vector128<float>>, SparseKernel.AddScaled<Simd1, float>,
        })
        {
            using var y = new GuardedBuffer<float>(RandomValues.Singles(32, seed: 2));
            fixed (float* values = x) add(0.3f, values, y.Pointer, 32);

            CollectionAssert.AreEqual(x.Zip(RandomValues.Singles(32, seed: 2), (a, b) => MathF.FusedMultiplyAdd(0.3f, a, b)).Bits(), y.Values.Bits());
            Assert.IsTrue(y.IsGuardWhole);
        }
    }

    private delegate void Kernel(int* columns, float* values, int count, float* b, int first, float* c, int width);

    private delegate void AddScaled(float a, float* x, float* y, int width);
}
