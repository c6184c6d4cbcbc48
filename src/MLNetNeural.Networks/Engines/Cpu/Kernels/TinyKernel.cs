using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Sets tiny numbers to 0.</summary>
internal static unsafe class TinyKernel
{
    /// <summary>
    /// Far below what moves a float32 weight, and far enough above 10⁻³⁸ that products with features and weights do not become
    /// denormal either, which many processors compute far slower: on photographs, epochs of a linear classifier whose softmax was
    /// saturated took 0.92 s with denormals and 0.17 s without.
    /// </summary>
    public const float Limit = 1e-30f;

    /// <summary>x ← 0 where |x| &lt; 10⁻³⁰; NaN stays.</summary>
    public static void Flush(Span<float> x)
    {
        fixed (float* values = x)
        {
            if (Simd.Has512) Flush<Simd512, Vector512<float>>(values, x.Length);
            else if (Simd.Has256) Flush<Simd256, Vector256<float>>(values, x.Length);
            else if (Simd.Has128) Flush<Simd128, Vector128<float>>(values, x.Length);
            else Flush<Simd1, float>(values, x.Length);
        }
    }

    /// <summary>The definition of <see cref="Flush(Span{float})"/>.</summary>
    public static void FlushScalar(Span<float> x)
    {
        for (int i = 0; i < x.Length; i++) x[i] = MathF.Abs(x[i]) < Limit ? 0 : x[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Flush<TSimd, TVector>(float* x, int n)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector limit = TSimd.Broadcast(Limit);
        int i = 0;
        for (; i <= n - TSimd.Count; i += TSimd.Count) TSimd.Store(TSimd.Flush(TSimd.Load(x + i), limit), x + i);
        if (i < n) FlushScalar(new Span<float>(x + i, n - i));
    }
}
