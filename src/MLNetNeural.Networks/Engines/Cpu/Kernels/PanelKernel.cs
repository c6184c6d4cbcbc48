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
    /// <param name="a">A, row-major.</param>
    /// <param name="aRow">Distance of two rows of A.</param>
    /// <param name="b">B; the rows of a panel follow each other.</param>
    /// <param name="bPanel">Distance of two panels of B.</param>
    /// <param name="s">S, row-major, its panels side by side: C itself to add to it, or a bias or zeros.</param>
    /// <param name="sStride">Distance of two rows of S; 0 where all rows are the same.</param>
    /// <param name="c">C, row-major, its panels side by side; overwritten.</param>
    /// <param name="cStride">Distance of two rows of C.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="next">What will be needed next, laid out as B: it is asked for on the way. Null for nothing.</param>
    public static void MultiplyAdd(
        float* a, nint aRow, float* b, nint bPanel, float* s, nint sStride, float* c, nint cStride, int rows, int depth, float* next)
        => MultiplyAdd<Simd512, Vector512<float>>(a, aRow, b, bPanel, s, sStride, c, cStride, rows, depth, next);

    internal static void MultiplyAdd<TSimd, TVector>(
        float* a, nint aRow, float* b, nint bPanel, float* s, nint sStride, float* c, nint cStride, int rows, int depth, float* next)
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
            int r = 0;
            for (; r <= rows - TileRows; r += TileRows, tile++)
            {
                bool asks = tile < parts * Panels;
                float* ask = asks ? next + (tile / parts * bPanel) + (tile % parts * part) : b0;
                Tile8x3<TSimd, TVector>(
                    a + (r * aRow), aRow, b0, b1, b2, s + (r * sStride) + n, sStride, c + (r * cStride) + n, cStride, depth, ask, asks ? step : 0);
            }

            for (; r < rows; r++) Tile1x3<TSimd, TVector>(a + (r * aRow), b0, b1, b2, s + (r * sStride) + n, c + (r * cStride) + n, depth);
        }
    }

    private static float* Column(float* b, nint bPanel, int column) => b + (column / Panel * bPanel) + (column % Panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x3<TSimd, TVector>(
        float* a, nint aRow, float* b0, float* b1, float* b2, float* s, nint sStride, float* c, nint cStride, int depth, float* next, nint nextStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        float* a4 = a + (4 * aRow);
        nint v = TSimd.Count, i = 0;
        TVector c00 = TSimd.Load(s), c01 = TSimd.Load(s + v), c02 = TSimd.Load(s + (2 * v));
        TVector c10 = TSimd.Load(s + sStride), c11 = TSimd.Load(s + sStride + v), c12 = TSimd.Load(s + sStride + (2 * v));
        TVector c20 = TSimd.Load(s + (2 * sStride)), c21 = TSimd.Load(s + (2 * sStride) + v), c22 = TSimd.Load(s + (2 * sStride) + (2 * v));
        TVector c30 = TSimd.Load(s + (3 * sStride)), c31 = TSimd.Load(s + (3 * sStride) + v), c32 = TSimd.Load(s + (3 * sStride) + (2 * v));
        TVector c40 = TSimd.Load(s + (4 * sStride)), c41 = TSimd.Load(s + (4 * sStride) + v), c42 = TSimd.Load(s + (4 * sStride) + (2 * v));
        TVector c50 = TSimd.Load(s + (5 * sStride)), c51 = TSimd.Load(s + (5 * sStride) + v), c52 = TSimd.Load(s + (5 * sStride) + (2 * v));
        TVector c60 = TSimd.Load(s + (6 * sStride)), c61 = TSimd.Load(s + (6 * sStride) + v), c62 = TSimd.Load(s + (6 * sStride) + (2 * v));
        TVector c70 = TSimd.Load(s + (7 * sStride)), c71 = TSimd.Load(s + (7 * sStride) + v), c72 = TSimd.Load(s + (7 * sStride) + (2 * v));
        for (int k = depth / Turn; k > 0; k--)
        {
            if (Sse.IsSupported) Sse.Prefetch1(next);
            next += nextStep;
            Step<TSimd, TVector>(
                a, a4, aRow, TSimd.Load(b0 + i), TSimd.Load(b1 + i), TSimd.Load(b2 + i),
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
            Step<TSimd, TVector>(
                a + 1, a4 + 1, aRow, TSimd.Load(b0 + i + Panel), TSimd.Load(b1 + i + Panel), TSimd.Load(b2 + i + Panel),
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
            a += Turn;
            a4 += Turn;
            i += Turn * Panel;
        }

        if (depth % Turn != 0)
        {
            Step<TSimd, TVector>(
                a, a4, aRow, TSimd.Load(b0 + i), TSimd.Load(b1 + i), TSimd.Load(b2 + i),
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + v);
        TSimd.Store(c02, c + (2 * v));
        TSimd.Store(c10, c + cStride);
        TSimd.Store(c11, c + cStride + v);
        TSimd.Store(c12, c + cStride + (2 * v));
        TSimd.Store(c20, c + (2 * cStride));
        TSimd.Store(c21, c + (2 * cStride) + v);
        TSimd.Store(c22, c + (2 * cStride) + (2 * v));
        TSimd.Store(c30, c + (3 * cStride));
        TSimd.Store(c31, c + (3 * cStride) + v);
        TSimd.Store(c32, c + (3 * cStride) + (2 * v));
        TSimd.Store(c40, c + (4 * cStride));
        TSimd.Store(c41, c + (4 * cStride) + v);
        TSimd.Store(c42, c + (4 * cStride) + (2 * v));
        TSimd.Store(c50, c + (5 * cStride));
        TSimd.Store(c51, c + (5 * cStride) + v);
        TSimd.Store(c52, c + (5 * cStride) + (2 * v));
        TSimd.Store(c60, c + (6 * cStride));
        TSimd.Store(c61, c + (6 * cStride) + v);
        TSimd.Store(c62, c + (6 * cStride) + (2 * v));
        TSimd.Store(c70, c + (7 * cStride));
        TSimd.Store(c71, c + (7 * cStride) + v);
        TSimd.Store(c72, c + (7 * cStride) + (2 * v));
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
    private static void Tile1x3<TSimd, TVector>(float* a, float* b0, float* b1, float* b2, float* s, float* c, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        nint v = TSimd.Count;
        TVector c0 = TSimd.Load(s), c1 = TSimd.Load(s + v), c2 = TSimd.Load(s + (2 * v));
        for (nint k = 0, i = 0; k < depth; k++, i += Panel)
        {
            TVector x = TSimd.Broadcast(a[k]);
            c0 = TSimd.Fma(x, TSimd.Load(b0 + i), c0);
            c1 = TSimd.Fma(x, TSimd.Load(b1 + i), c1);
            c2 = TSimd.Fma(x, TSimd.Load(b2 + i), c2);
        }

        TSimd.Store(c0, c);
        TSimd.Store(c1, c + v);
        TSimd.Store(c2, c + (2 * v));
    }
}
