using System.Runtime.CompilerServices;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>A factor that depends on what is kept of an activation, written once for every width of vector.</summary>
internal interface IFactor
{
    /// <summary>x times the factor.</summary>
    static abstract TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>x where it is above 0, else 0; a NaN stays.</summary>
internal readonly struct PositivePart : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.Max(x, TSimd.Zero);
}

/// <summary>1 above 0, else 0.</summary>
internal readonly struct ZeroOrOne : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.WherePositive(kept, x, TSimd.Zero);
}

/// <summary>One slope above 0, another below.</summary>
internal readonly struct TwoSlopes : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.WherePositive(kept, TSimd.Multiply(x, above), TSimd.Multiply(x, below));
}

/// <summary>A slope above 0; below, y + α of y = α·(eᶻ − 1).</summary>
internal readonly struct EluSlope : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.Multiply(x, TSimd.WherePositive(kept, above, TSimd.Add(kept, below)));
}

/// <summary>y·(1 − y).</summary>
internal readonly struct SigmoidSlope : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.Multiply(x, TSimd.Multiply(kept, TSimd.Fma(TSimd.Broadcast(-1), kept, TSimd.Broadcast(1))));
}

/// <summary>1 − y².</summary>
internal readonly struct TanhSlope : IFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Multiply<TSimd, TVector>(TVector x, TVector kept, TVector above, TVector below)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.Multiply(x, TSimd.Add(TSimd.Broadcast(1), TSimd.Multiply(TSimd.Broadcast(-1), TSimd.Multiply(kept, kept))));
}
