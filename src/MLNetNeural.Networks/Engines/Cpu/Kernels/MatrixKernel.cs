using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>C ← S + A·B on small blocks that fit the caches; everything larger is cut into such blocks by the callers.</summary>
/// <remarks>
/// Each element of C is one chain of fused multiply-adds over k in rising order, whatever the vector width, the tile or
/// the number of rows: all instruction sets, and <see cref="MultiplyAddScalar"/>, give the same bits.
/// </remarks>
internal static unsafe class MatrixKernel
{
    /// <summary>Columns of B and C come in multiples of this; callers pad with zeros.</summary>
    public const int ColumnMultiple = 16;

    /// <summary>Columns of A in one round of a tile: written out, so that counting costs little beside the products.</summary>
    private const int Unroll = 4;

    /// <summary>C[r,n] ← S[r,n] + Σₖ A[r,k]·B[k,n].</summary>
    /// <param name="a">A; element (r, k) lies at a + r·aRow + k·aStep, so that a transposed matrix needs no copy.</param>
    /// <param name="aRow">Distance of two rows of A.</param>
    /// <param name="aStep">Distance of two columns of A.</param>
    /// <param name="b">B, row-major.</param>
    /// <param name="bStride">Distance of two rows of B.</param>
    /// <param name="s">S, row-major: C itself to add to it, or a bias or zeros.</param>
    /// <param name="sStride">Distance of two rows of S; 0 where all rows are the same.</param>
    /// <param name="c">C, row-major; overwritten.</param>
    /// <param name="cStride">Distance of two rows of C.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C; a multiple of 16.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="next">Memory that will be needed next, as much as B: it is asked for on the way. Null for none.</param>
    public static void MultiplyAdd(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int rows, int columns, int depth, float* next = null)
    {
        Debug.Assert(columns % ColumnMultiple == 0);
        if (Simd.Has512) Blocks8<Simd512, Vector512<float>>(a, aRow, aStep, b, bStride, s, sStride, c, cStride, rows, columns, depth, next);
        else if (Simd.Has256) Blocks4<Simd256, Vector256<float>>(a, aRow, aStep, b, bStride, s, sStride, c, cStride, rows, columns, depth, next);
        else if (Simd.Has128) Blocks4<Simd128, Vector128<float>>(a, aRow, aStep, b, bStride, s, sStride, c, cStride, rows, columns, depth, next);
        else MultiplyAddScalar(a, aRow, aStep, b, bStride, s, sStride, c, cStride, rows, columns, depth);
    }

    /// <summary>The definition of <see cref="MultiplyAdd"/>.</summary>
    public static void MultiplyAddScalar(float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int rows, int columns, int depth)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int n = 0; n < columns; n++)
            {
                float sum = s[(r * sStride) + n];
                for (int k = 0; k < depth; k++) sum = MathF.FusedMultiplyAdd(a[(r * aRow) + (k * aStep)], b[(k * bStride) + n], sum);
                c[(r * cStride) + n] = sum;
            }
        }
    }

    /// <summary>Tiles of 8 rows × 2 vectors: 16 sums, for the 32 registers of AVX-512.</summary>
    internal static void Blocks8<TSimd, TVector>(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int rows, int columns, int depth, float* next)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        nint share = Share(rows / 8, columns, ref next, b);
        int n = 0;
        for (; n <= columns - (2 * TSimd.Count); n += 2 * TSimd.Count)
        {
            int r = 0;
            for (; r <= rows - 8; r += 8)
            {
                Tile8x2<TSimd, TVector>(
                    a + (r * aRow), aRow, aStep, b + n, bStride, s + (r * sStride) + n, sStride, c + (r * cStride) + n, cStride, depth, next + (r / 8 * share * depth), share);
            }

            for (; r < rows; r++) Tile1x2<TSimd, TVector>(a + (r * aRow), aStep, b + n, bStride, s + (r * sStride) + n, c + (r * cStride) + n, depth);
        }

        for (; n < columns; n += TSimd.Count)
        {
            int r = 0;
            for (; r <= rows - 8; r += 8) Tile8x1<TSimd, TVector>(a + (r * aRow), aRow, aStep, b + n, bStride, s + (r * sStride) + n, sStride, c + (r * cStride) + n, cStride, depth);
            for (; r < rows; r++) Tile1x1<TSimd, TVector>(a + (r * aRow), aStep, b + n, bStride, s + (r * sStride) + n, c + (r * cStride) + n, depth);
        }
    }

    /// <summary>Tiles of 4 rows × 2 vectors: 8 sums, for the 16 registers of AVX2 (and Arm64). Two vectors always divide the columns.</summary>
    internal static void Blocks4<TSimd, TVector>(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int rows, int columns, int depth, float* next)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        nint share = Share(rows / 4, columns, ref next, b);
        for (int n = 0; n < columns; n += 2 * TSimd.Count)
        {
            int r = 0;
            for (; r <= rows - 4; r += 4)
            {
                Tile4x2<TSimd, TVector>(
                    a + (r * aRow), aRow, aStep, b + n, bStride, s + (r * sStride) + n, sStride, c + (r * cStride) + n, cStride, depth, next + (r / 4 * share * depth), share);
            }

            for (; r < rows; r++) Tile1x2<TSimd, TVector>(a + (r * aRow), aStep, b + n, bStride, s + (r * sStride) + n, c + (r * cStride) + n, depth);
        }
    }

    /// <summary>Floats that a tile asks for with each k; 0, of what it has anyway, where there is nothing to ask for.</summary>
    private static nint Share(int tiles, int columns, ref float* next, float* b)
    {
        if (next != null && tiles > 0) return columns / tiles;
        next = b;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x2<TSimd, TVector>(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int depth, float* next, nint nextStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        float* a4 = a + (4 * aRow);
        nint v = TSimd.Count;
        TVector c00 = TSimd.Load(s), c01 = TSimd.Load(s + v);
        TVector c10 = TSimd.Load(s + sStride), c11 = TSimd.Load(s + sStride + v);
        TVector c20 = TSimd.Load(s + (2 * sStride)), c21 = TSimd.Load(s + (2 * sStride) + v);
        TVector c30 = TSimd.Load(s + (3 * sStride)), c31 = TSimd.Load(s + (3 * sStride) + v);
        TVector c40 = TSimd.Load(s + (4 * sStride)), c41 = TSimd.Load(s + (4 * sStride) + v);
        TVector c50 = TSimd.Load(s + (5 * sStride)), c51 = TSimd.Load(s + (5 * sStride) + v);
        TVector c60 = TSimd.Load(s + (6 * sStride)), c61 = TSimd.Load(s + (6 * sStride) + v);
        TVector c70 = TSimd.Load(s + (7 * sStride)), c71 = TSimd.Load(s + (7 * sStride) + v);
        int k = depth;
        if (k >= Unroll)
        {
            // Tested at its end, it is one jump a round; with a second one at its start the JIT's loop was slower than one that is not unrolled.
            do
            {
                Column8<TSimd, TVector>(
                    ref a, ref a4, aRow, aStep, ref b, bStride, ref next, nextStep,
                    ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51, ref c60, ref c61, ref c70, ref c71);
                Column8<TSimd, TVector>(
                    ref a, ref a4, aRow, aStep, ref b, bStride, ref next, nextStep,
                    ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51, ref c60, ref c61, ref c70, ref c71);
                Column8<TSimd, TVector>(
                    ref a, ref a4, aRow, aStep, ref b, bStride, ref next, nextStep,
                    ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51, ref c60, ref c61, ref c70, ref c71);
                Column8<TSimd, TVector>(
                    ref a, ref a4, aRow, aStep, ref b, bStride, ref next, nextStep,
                    ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51, ref c60, ref c61, ref c70, ref c71);
                k -= Unroll;
            }
            while (k >= Unroll);
        }

        for (; k > 0; k--)
        {
            Column8<TSimd, TVector>(
                ref a, ref a4, aRow, aStep, ref b, bStride, ref next, nextStep,
                ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51, ref c60, ref c61, ref c70, ref c71);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + v);
        TSimd.Store(c10, c + cStride);
        TSimd.Store(c11, c + cStride + v);
        TSimd.Store(c20, c + (2 * cStride));
        TSimd.Store(c21, c + (2 * cStride) + v);
        TSimd.Store(c30, c + (3 * cStride));
        TSimd.Store(c31, c + (3 * cStride) + v);
        TSimd.Store(c40, c + (4 * cStride));
        TSimd.Store(c41, c + (4 * cStride) + v);
        TSimd.Store(c50, c + (5 * cStride));
        TSimd.Store(c51, c + (5 * cStride) + v);
        TSimd.Store(c60, c + (6 * cStride));
        TSimd.Store(c61, c + (6 * cStride) + v);
        TSimd.Store(c70, c + (7 * cStride));
        TSimd.Store(c71, c + (7 * cStride) + v);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x1<TSimd, TVector>(float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        float* a4 = a + (4 * aRow);
        TVector c0 = TSimd.Load(s), c1 = TSimd.Load(s + sStride);
        TVector c2 = TSimd.Load(s + (2 * sStride)), c3 = TSimd.Load(s + (3 * sStride));
        TVector c4 = TSimd.Load(s + (4 * sStride)), c5 = TSimd.Load(s + (5 * sStride));
        TVector c6 = TSimd.Load(s + (6 * sStride)), c7 = TSimd.Load(s + (7 * sStride));
        for (int k = 0; k < depth; k++)
        {
            TVector b0 = TSimd.Load(b);
            c0 = TSimd.Fma(TSimd.Broadcast(*a), b0, c0);
            c1 = TSimd.Fma(TSimd.Broadcast(a[aRow]), b0, c1);
            c2 = TSimd.Fma(TSimd.Broadcast(a[2 * aRow]), b0, c2);
            c3 = TSimd.Fma(TSimd.Broadcast(a[3 * aRow]), b0, c3);
            c4 = TSimd.Fma(TSimd.Broadcast(*a4), b0, c4);
            c5 = TSimd.Fma(TSimd.Broadcast(a4[aRow]), b0, c5);
            c6 = TSimd.Fma(TSimd.Broadcast(a4[2 * aRow]), b0, c6);
            c7 = TSimd.Fma(TSimd.Broadcast(a4[3 * aRow]), b0, c7);
            a += aStep;
            a4 += aStep;
            b += bStride;
        }

        TSimd.Store(c0, c);
        TSimd.Store(c1, c + cStride);
        TSimd.Store(c2, c + (2 * cStride));
        TSimd.Store(c3, c + (3 * cStride));
        TSimd.Store(c4, c + (4 * cStride));
        TSimd.Store(c5, c + (5 * cStride));
        TSimd.Store(c6, c + (6 * cStride));
        TSimd.Store(c7, c + (7 * cStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2<TSimd, TVector>(
        float* a, nint aRow, nint aStep, float* b, nint bStride, float* s, nint sStride, float* c, nint cStride, int depth, float* next, nint nextStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        nint v = TSimd.Count;
        TVector c00 = TSimd.Load(s), c01 = TSimd.Load(s + v);
        TVector c10 = TSimd.Load(s + sStride), c11 = TSimd.Load(s + sStride + v);
        TVector c20 = TSimd.Load(s + (2 * sStride)), c21 = TSimd.Load(s + (2 * sStride) + v);
        TVector c30 = TSimd.Load(s + (3 * sStride)), c31 = TSimd.Load(s + (3 * sStride) + v);
        int k = depth;
        if (k >= Unroll)
        {
            // Tested at its end, it is one jump a round; with a second one at its start the JIT's loop was slower than one that is not unrolled.
            do
            {
                Column4<TSimd, TVector>(ref a, aRow, aStep, ref b, bStride, ref next, nextStep, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
                Column4<TSimd, TVector>(ref a, aRow, aStep, ref b, bStride, ref next, nextStep, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
                Column4<TSimd, TVector>(ref a, aRow, aStep, ref b, bStride, ref next, nextStep, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
                Column4<TSimd, TVector>(ref a, aRow, aStep, ref b, bStride, ref next, nextStep, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
                k -= Unroll;
            }
            while (k >= Unroll);
        }

        for (; k > 0; k--)
        {
            Column4<TSimd, TVector>(ref a, aRow, aStep, ref b, bStride, ref next, nextStep, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + v);
        TSimd.Store(c10, c + cStride);
        TSimd.Store(c11, c + cStride + v);
        TSimd.Store(c20, c + (2 * cStride));
        TSimd.Store(c21, c + (2 * cStride) + v);
        TSimd.Store(c30, c + (3 * cStride));
        TSimd.Store(c31, c + (3 * cStride) + v);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2<TSimd, TVector>(float* a, nint aStep, float* b, nint bStride, float* s, float* c, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        nint v = TSimd.Count;
        TVector c0 = TSimd.Load(s), c1 = TSimd.Load(s + v);
        for (int k = 0; k < depth; k++)
        {
            TVector x = TSimd.Broadcast(*a);
            c0 = TSimd.Fma(x, TSimd.Load(b), c0);
            c1 = TSimd.Fma(x, TSimd.Load(b + v), c1);
            a += aStep;
            b += bStride;
        }

        TSimd.Store(c0, c);
        TSimd.Store(c1, c + v);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1<TSimd, TVector>(float* a, nint aStep, float* b, nint bStride, float* s, float* c, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector sum = TSimd.Load(s);
        for (int k = 0; k < depth; k++)
        {
            sum = TSimd.Fma(TSimd.Broadcast(*a), TSimd.Load(b), sum);
            a += aStep;
            b += bStride;
        }

        TSimd.Store(sum, c);
    }

    /// <summary>One column of A, of a tile of 8 rows × 2 vectors; then the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column8<TSimd, TVector>(
        ref float* a, ref float* a4, nint aRow, nint aStep, ref float* b, nint bStride, ref float* next, nint nextStep,
        ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21, ref TVector c30, ref TVector c31,
        ref TVector c40, ref TVector c41, ref TVector c50, ref TVector c51, ref TVector c60, ref TVector c61, ref TVector c70, ref TVector c71)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        Prefetch(next);
        TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + TSimd.Count);
        Add4<TSimd, TVector>(a, aRow, b0, b1, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
        Add4<TSimd, TVector>(a4, aRow, b0, b1, ref c40, ref c41, ref c50, ref c51, ref c60, ref c61, ref c70, ref c71);
        a += aStep;
        a4 += aStep;
        b += bStride;
        next += nextStep;
    }

    /// <summary>One column of A, of a tile of 4 rows × 2 vectors; then the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column4<TSimd, TVector>(
        ref float* a, nint aRow, nint aStep, ref float* b, nint bStride, ref float* next, nint nextStep,
        ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21, ref TVector c30, ref TVector c31)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        Prefetch(next);
        Add4<TSimd, TVector>(a, aRow, TSimd.Load(b), TSimd.Load(b + TSimd.Count), ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
        a += aStep;
        b += bStride;
        next += nextStep;
    }

    /// <summary>One value of A in each of 4 rows, times 2 vectors of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add4<TSimd, TVector>(
        float* a, nint aRow, TVector b0, TVector b1,
        ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21, ref TVector c30, ref TVector c31)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector x = TSimd.Broadcast(*a);
        c00 = TSimd.Fma(x, b0, c00);
        c01 = TSimd.Fma(x, b1, c01);
        x = TSimd.Broadcast(a[aRow]);
        c10 = TSimd.Fma(x, b0, c10);
        c11 = TSimd.Fma(x, b1, c11);
        x = TSimd.Broadcast(a[2 * aRow]);
        c20 = TSimd.Fma(x, b0, c20);
        c21 = TSimd.Fma(x, b1, c21);
        x = TSimd.Broadcast(a[3 * aRow]);
        c30 = TSimd.Fma(x, b0, c30);
        c31 = TSimd.Fma(x, b1, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* address)
    {
        if (Sse.IsSupported) Sse.Prefetch1(address);
    }
}
