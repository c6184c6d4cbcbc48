using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class PanelKernelTests
{
    private const int MaxRows = 25, MaxDepth = 37, Columns = PanelKernel.Panels * PanelKernel.Panel;

    /// <summary>Floats behind each row of C that no kernel may touch.</summary>
    private const int Guard = 16;

    private const int CStride = Columns + Guard;

    private const int BPanel = MaxDepth * PanelKernel.Panel;

    private static readonly string[] Kernels = ["512 bits", "256 bits", "128 bits"];

    [TestMethod]
    public void Every_vector_width_gives_the_bits_of_the_scalar_definition_around_every_block_edge()
    {
        float[] a = RandomValues.Singles(MaxRows * MaxDepth, seed: 1), b = RandomValues.Singles(MaxDepth * Columns, seed: 2);
        float[] start = RandomValues.Singles(MaxRows * CStride, seed: 3);
        fixed (float* pa = a, pb = b)
        {
            for (int rows = 0; rows <= MaxRows; rows++)
            {
                for (int depth = 0; depth <= MaxDepth; depth++)
                {
                    float[] expected = [.. start];
                    fixed (float* pe = expected) Multiply(pa, pb, pe, CStride, pe, rows, depth);
                    foreach (string kernel in Kernels)
                    {
                        float[] actual = [.. start];

                        fixed (float* pc = actual) Kernel(kernel)(pa, MaxDepth, 1, pb, BPanel, SideBySide(pc), SideBySide(pc), rows, depth, rows % 2 == 0 ? null : pb);

                        if (!expected.Bits().AsSpan().SequenceEqual(actual.Bits())) Assert.Fail($"{kernel}: {rows} rows, depth {depth}.");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void Sums_may_start_from_one_row_for_all_and_what_C_holds_does_not_matter_then()
    {
        float[] a = RandomValues.Singles(MaxRows * MaxDepth, seed: 1), b = RandomValues.Singles(MaxDepth * Columns, seed: 2), bias = RandomValues.Singles(Columns, seed: 3);
        foreach (string kernel in Kernels)
        {
            float[] expected = new float[MaxRows * CStride], actual = new float[MaxRows * CStride];
            for (int r = 0; r < MaxRows; r++) actual.AsSpan(r * CStride, Columns).Fill(float.NaN);
            fixed (float* pa = a, pb = b, ps = bias, pe = expected, pc = actual)
            {
                Multiply(pa, pb, ps, 0, pe, MaxRows, MaxDepth);

                Kernel(kernel)(pa, MaxDepth, 1, pb, BPanel, new PanelRows(ps, 0, PanelKernel.Panel), SideBySide(pc), MaxRows, MaxDepth, null);
            }

            CollectionAssert.AreEqual(expected, actual, kernel);
        }
    }

    [TestMethod]
    public void A_may_be_transposed_and_each_panel_of_S_and_C_a_matrix_by_itself()
    {
        const int CPanel = (MaxRows * PanelKernel.Panel) + Guard;
        float[] a = RandomValues.Singles(MaxRows * MaxDepth, seed: 1), b = RandomValues.Singles(MaxDepth * Columns, seed: 2), start = RandomValues.Singles(PanelKernel.Panels * CPanel, seed: 3);
        foreach (string kernel in Kernels)
        {
            float[] expected = [.. start], actual = [.. start];
            fixed (float* pa = a, pb = b, pe = expected, pc = actual)
            {
                for (int p = 0; p < PanelKernel.Panels; p++)
                {
                    float* sum = pe + (p * CPanel);
                    MatrixKernel.MultiplyAddScalar(pa, 1, MaxRows, pb + (p * BPanel), PanelKernel.Panel, sum, PanelKernel.Panel, sum, PanelKernel.Panel, MaxRows, PanelKernel.Panel, MaxDepth);
                }

                var panels = new PanelRows(pc, PanelKernel.Panel, CPanel);

                Kernel(kernel)(pa, 1, MaxRows, pb, BPanel, panels, panels, MaxRows, MaxDepth, null);
            }

            CollectionAssert.AreEqual(expected.Bits(), actual.Bits(), kernel);
        }
    }

    private static PanelRows SideBySide(float* c) => new(c, CStride, PanelKernel.Panel);

    /// <summary>The definition, panel by panel.</summary>
    private static void Multiply(float* a, float* b, float* s, nint sStride, float* c, int rows, int depth)
    {
        for (int p = 0; p < PanelKernel.Panels; p++)
        {
            int column = p * PanelKernel.Panel;
            MatrixKernel.MultiplyAddScalar(
                a, MaxDepth, 1, b + (p * BPanel), PanelKernel.Panel, s + column, sStride, c + column, CStride, rows, PanelKernel.Panel, depth);
        }
    }

    private static delegate*<float*, nint, nint, float*, nint, in PanelRows, in PanelRows, int, int, float*, void> Kernel(string name) => name switch
    {
        "512 bits" => &PanelKernel.MultiplyAdd<Simd512, Vector512<float>>,
        "256 bits" => &PanelKernel.MultiplyAdd<Simd256, Vector256<float>>,
        "128 bits" => &PanelKernel.MultiplyAdd<Simd128, Vector128<float>>,
        _ => throw new ArgumentException(name),
    };
}
