using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class MatrixKernelTests
{
    private const int MaxRows = 20, MaxColumns = 64, MaxDepth = 70;

    /// <summary>Floats behind each row of C that no kernel may touch.</summary>
    private const int Guard = 16;

    private static readonly string[] Kernels =
    [
        "default", "8 rows, 512 bits", "4 rows, 512 bits", "8 rows, 256 bits", "4 rows, 256 bits", "8 rows, 128 bits", "4 rows, 128 bits",
    ];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Every_vector_width_gives_the_bits_of_the_scalar_definition_around_every_block_edge(bool transposed)
    {
        float[] a = RandomValues.Singles(MaxRows * MaxDepth, seed: 1), b = RandomValues.Singles(MaxDepth * MaxColumns, seed: 2);
        float[] start = RandomValues.Singles(MaxRows * (MaxColumns + Guard), seed: 3);
        float[] expected = new float[start.Length], actual = new float[start.Length];
        nint aRow = transposed ? 1 : MaxDepth, aStep = transposed ? MaxRows : 1;
        fixed (float* pa = a, pb = b, pe = expected, pc = actual)
        {
            foreach (int columns in new[] { 16, 32, 48, 64 })
            {
                nint cStride = columns + Guard;
                for (int rows = 0; rows <= MaxRows; rows++)
                {
                    // The depth grows by one factor a step: C + A·B of a depth is the start of the next.
                    start.CopyTo(expected, 0);
                    for (int depth = 0; depth <= MaxDepth; depth++)
                    {
                        if (depth > 0) MatrixKernel.MultiplyAddScalar(pa + ((depth - 1) * aStep), aRow, aStep, pb + ((depth - 1) * columns), columns, pe, cStride, pe, cStride, rows, columns, 1);
                        foreach (string kernel in Kernels)
                        {
                            if (kernel == "4 rows, 512 bits" && columns % 32 != 0) continue; // two vectors must divide the columns
                            start.CopyTo(actual, 0);

                            Kernel(kernel)(pa, aRow, aStep, pb, columns, pc, cStride, pc, cStride, rows, columns, depth, rows % 2 == 0 ? null : pb);

                            if (!expected.AsSpan().SequenceEqual(actual)) Assert.Fail($"{kernel}: {rows} rows, {columns} columns, depth {depth}, transposed {transposed}.");
                        }
                    }
                }
            }
        }
    }

    [TestMethod]
    public void Sums_may_start_from_one_row_for_all_and_what_C_holds_does_not_matter_then()
    {
        const int Depth = 5;
        float[] a = RandomValues.Singles(MaxRows * Depth, seed: 1), b = RandomValues.Singles(Depth * MaxColumns, seed: 2), bias = RandomValues.Singles(MaxColumns, seed: 3);
        foreach (int columns in new[] { 16, 32, 48, 64 })
        {
            for (int rows = 0; rows <= MaxRows; rows++)
            {
                float[] expected = new float[MaxRows * MaxColumns], actual = new float[MaxRows * MaxColumns];
                for (int r = 0; r < rows; r++) bias.AsSpan(0, columns).CopyTo(expected.AsSpan(r * MaxColumns));
                foreach (string kernel in Kernels)
                {
                    if (kernel == "4 rows, 512 bits" && columns % 32 != 0) continue; // two vectors must divide the columns
                    float[] scalar = [.. expected];
                    Array.Fill(actual, 0);
                    for (int r = 0; r < rows; r++) actual.AsSpan(r * MaxColumns, columns).Fill(float.NaN);
                    fixed (float* pa = a, pb = b, ps = bias, pe = scalar, pc = actual)
                    {
                        MatrixKernel.MultiplyAddScalar(pa, Depth, 1, pb, columns, pe, MaxColumns, pe, MaxColumns, rows, columns, Depth);
                        Kernel(kernel)(pa, Depth, 1, pb, columns, ps, 0, pc, MaxColumns, rows, columns, Depth, null);
                    }

                    CollectionAssert.AreEqual(scalar, actual, $"{kernel}: {rows} rows, {columns} columns.");
                }
            }
        }
    }

    [TestMethod]
    public void The_scalar_definition_is_a_product_by_hand()
    {
        float[] a = [1, 2, 3, 4], b = [5, 6, 7, 8], c = [100, 200, 300, 400];
        fixed (float* pa = a, pb = b, pc = c) MatrixKernel.MultiplyAddScalar(pa, 2, 1, pb, 2, pc, 2, pc, 2, rows: 2, columns: 2, depth: 2);

        CollectionAssert.AreEqual(new float[] { 100 + 19, 200 + 22, 300 + 43, 400 + 50 }, c);
    }

    private static delegate*<float*, nint, nint, float*, nint, float*, nint, float*, nint, int, int, int, float*, void> Kernel(string name) => name switch
    {
        "default" => &MatrixKernel.MultiplyAdd,
        "8 rows, 512 bits" => &MatrixKernel.Blocks8<Simd512, Vector512<float>>,
        "4 rows, 512 bits" => &MatrixKernel.Blocks4<Simd512, Vector512<float>>,
        "8 rows, 256 bits" => &MatrixKernel.Blocks8<Simd256, Vector256<float>>,
        "4 rows, 256 bits" => &MatrixKernel.Blocks4<Simd256, Vector256<float>>,
        "8 rows, 128 bits" => &MatrixKernel.Blocks8<Simd128, Vector128<float>>,
        "4 rows, 128 bits" => &MatrixKernel.Blocks4<Simd128, Vector128<float>>,
        _ => throw new ArgumentException(name),
    };
}
