using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class SkipKernelTests
{
    private const int MaxRows = 5, Columns = SkipKernel.Panels * SkipKernel.Panel, CStride = Columns + 16;

    /// <summary>More columns of A than the bits of one word.</summary>
    private const int MaxDepth = SkipKernel.MaxDepth + SkipKernel.DepthMultiple;

    /// <summary>Rows of A can be read up to a multiple of 16: what lies behind the depth must not count.</summary>
    private const int ARow = MaxDepth;

    private static readonly string[] Kernels = ["default", "512 bits", "256 bits", "128 bits"];

    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.3f)]
    [DataRow(1f)]
    public void Every_vector_width_gives_the_bits_of_the_scalar_definition_at_every_depth(float density)
    {
        float[] a = WithZeros(MaxRows * ARow, density), b = RandomValues.Singles(MaxDepth * Columns, seed: 2), start = RandomValues.Singles(MaxRows * CStride, seed: 3);
        fixed (float* pa = a, pb = b, ps = start)
        {
            for (int rows = 0; rows <= MaxRows; rows++)
            {
                for (int depth = 1; depth <= MaxDepth; depth++)
                {
                    // Panels one behind the other, and side by side.
                    foreach ((nint stride, nint panel) in new (nint, nint)[] { (SkipKernel.Panel, MaxDepth * SkipKernel.Panel), (Columns, SkipKernel.Panel) })
                    {
                        float[] expected = new float[start.Length];
                        fixed (float* pe = expected) SkipKernel.MultiplyAddScalar(pa, ARow, pb, stride, panel, ps, CStride, pe, CStride, rows, depth);
                        foreach (string kernel in Kernels)
                        {
                            float[] actual = new float[start.Length];

                            fixed (float* pc = actual) Kernel(kernel)(pa, ARow, pb, stride, panel, ps, CStride, pc, CStride, rows, depth);

                            if (!expected.Bits().AsSpan().SequenceEqual(actual.Bits())) Assert.Fail($"{kernel}: {rows} rows, depth {depth}, stride {stride}.");
                        }
                    }
                }
            }
        }
    }

    [TestMethod]
    public void The_sums_are_those_of_the_dense_product()
    {
        float[] a = WithZeros(MaxRows * ARow, density: 0.4f), b = RandomValues.Singles(MaxDepth * Columns, seed: 2), bias = RandomValues.Singles(Columns, seed: 3);
        float[] expected = new float[MaxRows * CStride], actual = new float[MaxRows * CStride];
        fixed (float* pa = a, pb = b, ps = bias, pe = expected, pc = actual)
        {
            MatrixKernel.MultiplyAddScalar(pa, ARow, 1, pb, Columns, ps, 0, pe, CStride, MaxRows, Columns, MaxDepth);
            SkipKernel.MultiplyAdd(pa, ARow, pb, Columns, SkipKernel.Panel, ps, 0, pc, CStride, MaxRows, MaxDepth);
        }

        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void A_factor_of_zero_passes_over_whatever_stands_beside_it()
    {
        float[] a = new float[ARow], b = new float[MaxDepth * Columns], c = new float[Columns];
        Array.Fill(b, float.NaN);
        a[3] = 2;
        Array.Fill(b, 5, 3 * Columns, Columns);
        fixed (float* pa = a, pb = b, pc = c) SkipKernel.MultiplyAdd(pa, ARow, pb, Columns, SkipKernel.Panel, pc, 0, pc, 0, 1, MaxDepth);

        foreach (float value in c) Assert.AreEqual(10, value);
    }

    [TestMethod]
    [DataRow(0f, 0f)]
    [DataRow(1f, 1f)]
    [DataRow(0.25f, 0.25f)]
    public void The_density_is_the_share_of_values_that_are_not_0(float density, float expected)
    {
        const int Rows = 64, Depth = 100, Stride = 112;
        float[] a = WithZeros(Rows * Stride, density);

        float actual;
        fixed (float* pa = a) actual = SkipKernel.Density(pa, Stride, Rows, Depth);

        Assert.AreEqual(expected, actual, 0.05f); // 800 values: three standard deviations of a share of 1/4
    }

    private static float[] WithZeros(int count, float density)
    {
        float[] values = RandomValues.Singles(count, seed: 1), kept = RandomValues.Singles(count, seed: 9);
        for (int i = 0; i < count; i++)
        {
            if ((kept[i] + 1) / 2 >= density) values[i] = i % 2 == 0 ? 0f : -0f;
        }

        return values;
    }

    private static delegate*<float*, nint, float*, nint, nint, float*, nint, float*, nint, int, int, void> Kernel(string name) => name switch
    {
        "default" => &SkipKernel.MultiplyAdd,
        "512 bits" => &SkipKernel.MultiplyAdd<Simd512, Vector512<float>>,
        "256 bits" => &SkipKernel.MultiplyAdd<Simd256, Vector256<float>>,
        "128 bits" => &SkipKernel.MultiplyAdd<Simd128, Vector128<float>>,
        _ => throw new ArgumentException(name),
    };
}
