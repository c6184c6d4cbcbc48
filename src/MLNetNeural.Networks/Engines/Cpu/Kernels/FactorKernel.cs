using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Multiplies values by factors that depend on other values, in place.</summary>
internal static unsafe class FactorKernel
{
    /// <summary>x ← x · factor(kept).</summary>
    /// <param name="x">The values, length n. Overwritten.</param>
    /// <param name="kept">What their factors depend on, length n.</param>
    /// <param name="above">What the factor takes above 0.</param>
    /// <param name="below">What it takes below.</param>
    public static void Multiply<TFactor>(Span<float> x, ReadOnlySpan<float> kept, float above, float below)
        where TFactor : struct, IFactor
    {
        if (kept.Length != x.Length) throw new ArgumentException($"There must be {x.Length} kept values, got {kept.Length}.", nameof(kept));
        fixed (float* values = x, others = kept)
        {
            if (Simd.Has512) Multiply<TFactor, Simd512, Vector512<float>>(values, others, x.Length, above, below);
            else if (Simd.Has256) Multiply<TFactor, Simd256, Vector256<float>>(values, others, x.Length, above, below);
            else if (Simd.Has128) Multiply<TFactor, Simd128, Vector128<float>>(values, others, x.Length, above, below);
            else MultiplyScalar<TFactor>(values, others, x.Length, above, below);
        }
    }

    /// <summary>The definition of <see cref="Multiply{TFactor}"/>.</summary>
    public static void MultiplyScalar<TFactor>(float* x, float* kept, int n, float above, float below)
        where TFactor : struct, IFactor
        => Multiply<TFactor, Simd1, float>(x, kept, n, above, below);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TFactor, TSimd, TVector>(float* x, float* kept, int n, float above, float below)
        where TFactor : struct, IFactor
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector a = TSimd.Broadcast(above), b = TSimd.Broadcast(below);
        int i = 0;
        for (; i <= n - TSimd.Count; i += TSimd.Count) TSimd.Store(TFactor.Multiply<TSimd, TVector>(TSimd.Load(x + i), TSimd.Load(kept + i), a, b), x + i);
        if (i < n) MultiplyScalar<TFactor>(x + i, kept + i, n - i, above, below);
    }
}
