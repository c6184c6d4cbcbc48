using System.Runtime.CompilerServices;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>
/// Moving averages that do not end in denormal numbers: those of a unit that has died shrink step by step, and many
/// processors compute far slower with them; see <see cref="TinyKernel"/>.
/// </summary>
internal static class Averages
{
    /// <summary>Gradients whose square, times the share of one step, might be denormal; far below any ε beside its root.</summary>
    public const float TinyRoot = 1e-17f;

    /// <summary>Averages of squares that count as 0.</summary>
    public const float TinySquare = 1e-36f;

    /// <summary>keep·average + intake·x, or 0 where that is tiny.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector average, TVector x, float keep, float intake)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.Flush(
            TSimd.Fma(TSimd.Broadcast(keep), average, TSimd.Multiply(TSimd.Broadcast(intake), x)),
            TSimd.Broadcast(TinyKernel.Limit));

    /// <summary>keep·average + intake·x², or 0 where that is tiny.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfSquare<TSimd, TVector>(TVector average, TVector x, float keep, float intake)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector root = TSimd.Flush(x, TSimd.Broadcast(TinyRoot));
        return TSimd.Flush(
            TSimd.Fma(TSimd.Broadcast(keep), average, TSimd.Multiply(TSimd.Multiply(TSimd.Broadcast(intake), root), root)),
            TSimd.Broadcast(TinySquare));
    }
}
