using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>C ← S + A·B where A has many zeros, as ReLU and dropout leave them: a factor of 0 costs nothing.</summary>
/// <remarks>
/// Each element of C is one chain of fused multiply-adds over the k with A[r,k] ≠ 0, in rising order: for finite B the value that
/// <see cref="MatrixKernel"/> gives (a sum of −0 may come out as +0 there), and the same bits on all instruction sets.
/// </remarks>
internal static unsafe class SkipKernel
{
    /// <summary>Columns of one panel of B and C.</summary>
    public const int Panel = LayerWeights.WidePanel;

    /// <summary>Panels of one call: eight vectors of 512 bits, whose sums stay in registers.</summary>
    public const int Panels = 4;

    /// <summary>Columns of A in one call where there are many rows: as many rows of B take 32 KiB. They are the bits of a word.</summary>
    public const int MaxDepth = 64;

    /// <summary>Values of A that are looked at together; its rows can be read up to a multiple of this.</summary>
    public const int DepthMultiple = 16;

    /// <summary>C[r,n] ← S[r,n] + Σₖ A[r,k]·B[k,n] for four panels.</summary>
    /// <param name="a">A, row-major; its rows can be read up to a multiple of 16.</param>
    /// <param name="aRow">Distance of two rows of A.</param>
    /// <param name="b">B.</param>
    /// <param name="bStride">Distance of two rows of B in a panel.</param>
    /// <param name="bPanel">Distance of two panels of B.</param>
    /// <param name="s">S, row-major, its panels side by side: C itself to add to it, or a bias or zeros.</param>
    /// <param name="sStride">Distance of two rows of S; 0 where all rows are the same.</param>
    /// <param name="c">C, row-major, its panels side by side; overwritten.</param>
    /// <param name="cStride">Distance of two rows of C.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    public static void MultiplyAdd(
        float* a, nint aRow, float* b, nint bStride, nint bPanel, float* s, nint sStride, float* c, nint cStride, int rows, int depth)
    {
        if (Simd.Has512) MultiplyAdd<Simd512, Vector512<float>>(a, aRow, b, bStride, bPanel, s, sStride, c, cStride, rows, depth);
        else if (Simd.Has256) MultiplyAdd<Simd256, Vector256<float>>(a, aRow, b, bStride, bPanel, s, sStride, c, cStride, rows, depth);
        else if (Simd.Has128) MultiplyAdd<Simd128, Vector128<float>>(a, aRow, b, bStride, bPanel, s, sStride, c, cStride, rows, depth);
        else MultiplyAddScalar(a, aRow, b, bStride, bPanel, s, sStride, c, cStride, rows, depth);
    }

    /// <summary>The definition of <see cref="MultiplyAdd(float*, nint, float*, nint, nint, float*, nint, float*, nint, int, int)"/>.</summary>
    public static void MultiplyAddScalar(float* a, nint aRow, float* b, nint bStride, nint bPanel, float* s, nint sStride, float* c, nint cStride, int rows, int depth)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int n = 0; n < Panels * Panel; n++)
            {
                float sum = s[(r * sStride) + n];
                for (int k = 0; k < depth; k++)
                {
                    float x = a[(r * aRow) + k];
                    if (x != 0) sum = MathF.FusedMultiplyAdd(x, b[(n / Panel * bPanel) + (k * bStride) + (n % Panel)], sum);
                }

                c[(r * cStride) + n] = sum;
            }
        }
    }

    /// <summary>The share of A's values that are not 0, from some of the rows.</summary>
    public static float Density(float* a, nint aRow, int rows, int depth)
    {
        int rowStep = Math.Max(4, rows / 8);
        int seen = 0, found = 0;
        for (int r = 0; r < rows; r += rowStep)
        {
            float* x = a + (r * aRow);
            for (int k = 0; k < depth; k += MaxDepth)
            {
                int length = Math.Min(MaxDepth, depth - k);
                found += BitOperations.PopCount(NonZero(x + k, length));
                seen += length;
            }
        }

        return seen == 0 ? 1 : (float)found / seen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyAdd<TSimd, TVector>(
        float* a, nint aRow, float* b, nint bStride, nint bPanel, float* s, nint sStride, float* c, nint cStride, int rows, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        nint v = TSimd.Count;
        for (int n = 0; n < Panels * Panel; n += 8 * TSimd.Count)
        {
            // Pairs of vectors, wherever a pair lies in its panel.
            float* b0 = b + (n / Panel * bPanel) + (n % Panel), b1 = Pair<TSimd, TVector>(b, bPanel, n, 1);
            float* b2 = Pair<TSimd, TVector>(b, bPanel, n, 2), b3 = Pair<TSimd, TVector>(b, bPanel, n, 3);
            for (int r = 0; r < rows; r++)
            {
                float* x = a + (r * aRow), sum = s + (r * sStride) + n, y = c + (r * cStride) + n;
                TVector c0 = TSimd.Load(sum), c1 = TSimd.Load(sum + v), c2 = TSimd.Load(sum + (2 * v)), c3 = TSimd.Load(sum + (3 * v));
                TVector c4 = TSimd.Load(sum + (4 * v)), c5 = TSimd.Load(sum + (5 * v)), c6 = TSimd.Load(sum + (6 * v)), c7 = TSimd.Load(sum + (7 * v));
                for (int start = 0; start < depth; start += MaxDepth)
                {
                    for (ulong left = NonZero(x + start, Math.Min(MaxDepth, depth - start)); left != 0; left &= left - 1)
                    {
                        nint k = start + BitOperations.TrailingZeroCount(left), row = k * bStride;
                        float* q0 = b0 + row, q1 = b1 + row, q2 = b2 + row, q3 = b3 + row;
                        TVector factor = TSimd.Broadcast(x[k]);
                        c0 = TSimd.Fma(factor, TSimd.Load(q0), c0);
                        c1 = TSimd.Fma(factor, TSimd.Load(q0 + v), c1);
                        c2 = TSimd.Fma(factor, TSimd.Load(q1), c2);
                        c3 = TSimd.Fma(factor, TSimd.Load(q1 + v), c3);
                        c4 = TSimd.Fma(factor, TSimd.Load(q2), c4);
                        c5 = TSimd.Fma(factor, TSimd.Load(q2 + v), c5);
                        c6 = TSimd.Fma(factor, TSimd.Load(q3), c6);
                        c7 = TSimd.Fma(factor, TSimd.Load(q3 + v), c7);
                    }
                }

                TSimd.Store(c0, y);
                TSimd.Store(c1, y + v);
                TSimd.Store(c2, y + (2 * v));
                TSimd.Store(c3, y + (3 * v));
                TSimd.Store(c4, y + (4 * v));
                TSimd.Store(c5, y + (5 * v));
                TSimd.Store(c6, y + (6 * v));
                TSimd.Store(c7, y + (7 * v));
            }
        }
    }

    private static float* Pair<TSimd, TVector>(float* b, nint bPanel, int first, int pair)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        int column = first + (pair * 2 * TSimd.Count);
        return b + (column / Panel * bPanel) + (column % Panel);
    }

    /// <summary>One bit for each of up to 64 values: set where it is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonZero(float* x, int length)
    {
        ulong zeros = Zeros(x);
        if (length > DepthMultiple) zeros |= Zeros(x + DepthMultiple) << DepthMultiple;
        if (length > 2 * DepthMultiple) zeros |= Zeros(x + (2 * DepthMultiple)) << (2 * DepthMultiple);
        if (length > 3 * DepthMultiple) zeros |= Zeros(x + (3 * DepthMultiple)) << (3 * DepthMultiple);
        return length == MaxDepth ? ~zeros : ~zeros & ((1ul << length) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Zeros(float* x)
    {
        if (Simd.Has512) return Vector512.ExtractMostSignificantBits(Vector512.Equals(Vector512.Load(x), Vector512<float>.Zero));
        return Vector128.ExtractMostSignificantBits(Vector128.Equals(Vector128.Load(x), Vector128<float>.Zero))
            | (Vector128.ExtractMostSignificantBits(Vector128.Equals(Vector128.Load(x + 4), Vector128<float>.Zero)) << 4)
            | (Vector128.ExtractMostSignificantBits(Vector128.Equals(Vector128.Load(x + 8), Vector128<float>.Zero)) << 8)
            | (Vector128.ExtractMostSignificantBits(Vector128.Equals(Vector128.Load(x + 12), Vector128<float>.Zero)) << 12);
    }
}
