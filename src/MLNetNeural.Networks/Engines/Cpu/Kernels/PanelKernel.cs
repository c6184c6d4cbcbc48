using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>C ← S + A·B for three panels of B side by side: <see cref="MatrixKernel"/> with larger tiles, and the same bits.</summary>
/// <remarks>
/// A tile of 8 rows × 3 vectors keeps 24 sums in the 32 registers of AVX-512: 1.7 instructions for each multiply-add, where 8 × 2 need 1.9.
/// Where another guest of the host runs on the core's other half, instructions and not multiply-adds are the limit. Scoring
/// 784→512→256→10 took 6 to 10 % less time with these tiles.
/// </remarks>
internal static unsafe class PanelKernel
{
    /// <summary>Columns of one panel of B and C.</summary>
    public const int Panel = LayerWeights.WidePanel;

    /// <summary>Panels of one call: two threes of vectors of 512 bits.</summary>
    public const int Panels = 3;

    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 8;

    /// <summary>Columns of A that are taken in one turn of the loop.</summary>
    private const int Turn = 2;

    /// <summary>Floats of a cache line.</summary>
    private const int CacheLine = 16;

    /// <summary>Whether the processor has registers for the tiles.</summary>
    public static bool IsSupported => Simd.Has512;

    /// <summary>C[r,n] ← S[r,n] + Σₖ A[r,k]·B[k,n] for three panels.</summary>
    /// <param name="a">A; element (r, k) lies at a + r·aRow + k·aStep, so that a transposed matrix needs no copy.</param>
    /// <param name="aRow">Distance of two rows of A.</param>
    /// <param name="aStep">Distance of two columns of A.</param>
    /// <param name="b">B; the rows of a panel follow each other.</param>
    /// <param name="bPanel">Distance of two panels of B.</param>
    /// <param name="s">S: C itself to add to it, or a bias or zeros.</param>
    /// <param name="c">C; overwritten.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="next">What will be needed next, laid out as B: it is asked for on the way. Null for nothing.</param>
    public static void MultiplyAdd(float* a, nint aRow, nint aStep, float* b, nint bPanel, in PanelRows s, in PanelRows c, int rows, int depth, float* next)
        => MultiplyAdd<Simd512, Vector512<float>>(a, aRow, aStep, b, bPanel, s, c, rows, depth, next);

    internal static void MultiplyAdd<TSimd, TVector>(float* a, nint aRow, nint aStep, float* b, nint bPanel, in PanelRows s, in PanelRows c, int rows, int depth, float* next)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        int v = TSimd.Count, tile = 0;

        // Each tile asks for a part of one of the next panels, on its way.
        int parts = next == null || depth == 0 ? 0 : rows / TileRows * (Panel / v) / Panels;
        nint part = parts == 0 ? 0 : (nint)Panel * depth / parts, step = parts == 0 ? 0 : Math.Min(CacheLine, ((part * Turn) + depth - 1) / depth);
        for (int n = 0; n < Panels * Panel; n += 3 * v)
        {
            float* b0 = Column(b, bPanel, n), b1 = Column(b, bPanel, n + v), b2 = Column(b, bPanel, n + (2 * v));
            float* s0 = Column(s.Start, s.Panel, n), s1 = Column(s.Start, s.Panel, n + v), s2 = Column(s.Start, s.Panel, n + (2 * v));
            float* c0 = Column(c.Start, c.Panel, n), c1 = Column(c.Start, c.Panel, n + v), c2 = Column(c.Start, c.Panel, n + (2 * v));
            int r = 0;
            for (; r <= rows - TileRows; r += TileRows, tile++)
            {
                nint sAt = r * s.Row, cAt = r * c.Row;
                bool asks = tile < parts * Panels;
                float* ask = asks ? next + (tile / parts * bPanel) + (tile % parts * part) : b0;
                Tile8x3<TSimd, TVector>(
                    a + (r * aRow), aRow, aStep, b0, b1, b2, s0 + sAt, s1 + sAt, s2 + sAt, s.Row, c0 + cAt, c1 + cAt, c2 + cAt, c.Row, depth, ask, asks ? step : 0);
            }

            for (; r < rows; r++)
            {
                nint sAt = r * s.Row, cAt = r * c.Row;
                Tile1x3<TSimd, TVector>(a + (r * aRow), aStep, b0, b1, b2, s0 + sAt, s1 + sAt, s2 + sAt, c0 + cAt, c1 + cAt, c2 + cAt, depth);
            }
        }
    }

    private static float* Column(float* b, nint bPanel, int column) => b + (column / Panel * bPanel) + (column % Panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x3<TSimd, TVector>(
        float* a, nint aRow, nint aStep, float* b0, float* b1, float* b2, float* s0, float* s1, float* s2, nint sRow, float* c0, float* c1, float* c2, nint cRow,
        int depth, float* next, nint nextStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        float* a4 = a + (4 * aRow);
        nint i = 0;
        TVector c00 = TSimd.Load(s0), c01 = TSimd.Load(s1), c02 = TSimd.Load(s2);
        TVector c10 = TSimd.Load(s0 + sRow), c11 = TSimd.Load(s1 + sRow), c12 = TSimd.Load(s2 + sRow);
        TVector c20 = TSimd.Load(s0 + (2 * sRow)), c21 = TSimd.Load(s1 + (2 * sRow)), c22 = TSimd.Load(s2 + (2 * sRow));
        TVector c30 = TSimd.Load(s0 + (3 * sRow)), c31 = TSimd.Load(s1 + (3 * sRow)), c32 = TSimd.Load(s2 + (3 * sRow));
        TVector c40 = TSimd.Load(s0 + (4 * sRow)), c41 = TSimd.Load(s1 + (4 * sRow)), c42 = TSimd.Load(s2 + (4 * sRow));
        TVector c50 = TSimd.Load(s0 + (5 * sRow)), c51 = TSimd.Load(s1 + (5 * sRow)), c52 = TSimd.Load(s2 + (5 * sRow));
        TVector c60 = TSimd.Load(s0 + (6 * sRow)), c61 = TSimd.Load(s1 + (6 * sRow)), c62 = TSimd.Load(s2 + (6 * sRow));
        TVector c70 = TSimd.Load(s0 + (7 * sRow)), c71 = TSimd.Load(s1 + (7 * sRow)), c72 = TSimd.Load(s2 + (7 * sRow));
        for (int k = depth / Turn; k > 0; k--)
        {
            if (Sse.IsSupported) Sse.Prefetch1(next);
            next += nextStep;
            Step<TSimd, TVector>(
                a, a4, aRow, TSimd.Load(b0 + i), TSimd.Load(b1 + i), TSimd.Load(b2 + i),
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
            a += aStep;
            a4 += aStep;
            Step<TSimd, TVector>(
                a, a4, aRow, TSimd.Load(b0 + i + Panel), TSimd.Load(b1 + i + Panel), TSimd.Load(b2 + i + Panel),
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
            a += aStep;
            a4 += aStep;
            i += Turn * Panel;
        }

        if (depth % Turn != 0)
        {
            Step<TSimd, TVector>(
                a, a4, aRow, TSimd.Load(b0 + i), TSimd.Load(b1 + i), TSimd.Load(b2 + i),
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
        }

        TSimd.Store(c00, c0);
        TSimd.Store(c01, c1);
        TSimd.Store(c02, c2);
        TSimd.Store(c10, c0 + cRow);
        TSimd.Store(c11, c1 + cRow);
        TSimd.Store(c12, c2 + cRow);
        TSimd.Store(c20, c0 + (2 * cRow));
        TSimd.Store(c21, c1 + (2 * cRow));
        TSimd.Store(c22, c2 + (2 * cRow));
        TSimd.Store(c30, c0 + (3 * cRow));
        TSimd.Store(c31, c1 + (3 * cRow));
        TSimd.Store(c32, c2 + (3 * cRow));
        TSimd.Store(c40, c0 + (4 * cRow));
        TSimd.Store(c41, c1 + (4 * cRow));
        TSimd.Store(c42, c2 + (4 * cRow));
        TSimd.Store(c50, c0 + (5 * cRow));
        TSimd.Store(c51, c1 + (5 * cRow));
        TSimd.Store(c52, c2 + (5 * cRow));
        TSimd.Store(c60, c0 + (6 * cRow));
        TSimd.Store(c61, c1 + (6 * cRow));
        TSimd.Store(c62, c2 + (6 * cRow));
        TSimd.Store(c70, c0 + (7 * cRow));
        TSimd.Store(c71, c1 + (7 * cRow));
        TSimd.Store(c72, c2 + (7 * cRow));
    }

    /// <summary>One column of A: all sums of a tile grow by one product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TSimd, TVector>(
        float* a, float* a4, nint aRow, TVector x0, TVector x1, TVector x2,
        ref TVector c00, ref TVector c01, ref TVector c02, ref TVector c10, ref TVector c11, ref TVector c12, ref TVector c20, ref TVector c21, ref TVector c22,
        ref TVector c30, ref TVector c31, ref TVector c32, ref TVector c40, ref TVector c41, ref TVector c42, ref TVector c50, ref TVector c51, ref TVector c52,
        ref TVector c60, ref TVector c61, ref TVector c62, ref TVector c70, ref TVector c71, ref TVector c72)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        Step4<TSimd, TVector>(a, aRow, x0, x1, x2, ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32);
        Step4<TSimd, TVector>(a4, aRow, x0, x1, x2, ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
    }

    /// <summary>The same for four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step4<TSimd, TVector>(
        float* a, nint aRow, TVector x0, TVector x1, TVector x2,
        ref TVector c00, ref TVector c01, ref TVector c02, ref TVector c10, ref TVector c11, ref TVector c12,
        ref TVector c20, ref TVector c21, ref TVector c22, ref TVector c30, ref TVector c31, ref TVector c32)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector x = TSimd.Broadcast(*a);
        c00 = TSimd.Fma(x, x0, c00);
        c01 = TSimd.Fma(x, x1, c01);
        c02 = TSimd.Fma(x, x2, c02);
        x = TSimd.Broadcast(a[aRow]);
        c10 = TSimd.Fma(x, x0, c10);
        c11 = TSimd.Fma(x, x1, c11);
        c12 = TSimd.Fma(x, x2, c12);
        x = TSimd.Broadcast(a[2 * aRow]);
        c20 = TSimd.Fma(x, x0, c20);
        c21 = TSimd.Fma(x, x1, c21);
        c22 = TSimd.Fma(x, x2, c22);
        x = TSimd.Broadcast(a[3 * aRow]);
        c30 = TSimd.Fma(x, x0, c30);
        c31 = TSimd.Fma(x, x1, c31);
        c32 = TSimd.Fma(x, x2, c32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x3<TSimd, TVector>(
        float* a, nint aStep, float* b0, float* b1, float* b2, float* s0, float* s1, float* s2, float* c0, float* c1, float* c2, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector sum0 = TSimd.Load(s0), sum1 = TSimd.Load(s1), sum2 = TSimd.Load(s2);
        for (nint k = 0, i = 0; k < depth; k++, i += Panel)
        {
            TVector x = TSimd.Broadcast(a[k * aStep]);
            sum0 = TSimd.Fma(x, TSimd.Load(b0 + i), sum0);
            sum1 = TSimd.Fma(x, TSimd.Load(b1 + i), sum1);
            sum2 = TSimd.Fma(x, TSimd.Load(b2 + i), sum2);
        }

        TSimd.Store(sum0, c0);
        TSimd.Store(sum1, c1);
        TSimd.Store(sum2, c2);
    }
}
