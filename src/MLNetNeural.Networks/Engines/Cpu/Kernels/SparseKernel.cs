using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Products with rows of which only some values are there. Each sum is one chain of fused multiply-adds in the order of the columns, as in <see cref="MatrixKernel"/>.</summary>
internal static unsafe class SparseKernel
{
    /// <summary>c[n] ← c[n] + Σᵢ values[i]·B[columns[i] − first, n].</summary>
    /// <param name="columns">Columns of the values.</param>
    /// <param name="values">The values.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="b">B, (rows, width); row 0 belongs to column <paramref name="first"/>.</param>
    /// <param name="first">The first column.</param>
    /// <param name="c">The sums, (width). Overwritten.</param>
    /// <param name="width">Width of B; a multiple of 16.</param>
    public static void MultiplyAdd(int* columns, float* values, int count, float* b, int first, float* c, int width)
    {
        if (Simd.Has512) MultiplyAdd<Simd512, Vector512<float>>(columns, values, count, b, first, c, width);
        else if (Simd.Has256) MultiplyAdd<Simd256, Vector256<float>>(columns, values, count, b, first, c, width);
        else if (Simd.Has128) MultiplyAdd<Simd128, Vector128<float>>(columns, values, count, b, first, c, width);
        else MultiplyAdd<Simd1, float>(columns, values, count, b, first, c, width);
    }

    /// <summary>y[n] ← y[n] + a·x[n].</summary>
    /// <param name="a">The factor.</param>
    /// <param name="x">Length width.</param>
    /// <param name="y">Length width. Overwritten.</param>
    /// <param name="width">A multiple of 16.</param>
    public static void AddScaled(float a, float* x, float* y, int width)
    {
        if (Simd.Has512) AddScaled<Simd512, Vector512<float>>(a, x, y, width);
        else if (Simd.Has256) AddScaled<Simd256, Vector256<float>>(a, x, y, width);
        else if (Simd.Has128) AddScaled<Simd128, Vector128<float>>(a, x, y, width);
        else AddScaled<Simd1, float>(a, x, y, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyAdd<TSimd, TVector>(int* columns, float* values, int count, float* b, int first, float* c, int width)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (int n = 0; n < width; n += TSimd.Count)
        {
            TVector sum = TSimd.Load(c + n);
            for (int i = 0; i < count; i++) sum = TSimd.Fma(TSimd.Broadcast(values[i]), TSimd.Load(b + ((nint)(columns[i] - first) * width) + n), sum);
            TSimd.Store(sum, c + n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddScaled<TSimd, TVector>(float a, float* x, float* y, int width)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector factor = TSimd.Broadcast(a);
        for (int n = 0; n < width; n += TSimd.Count) TSimd.Store(TSimd.Fma(factor, TSimd.Load(x + n), TSimd.Load(y + n)), y + n);
    }
}
