namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>The handful of operations that the kernels need, for one width of vector; the JIT makes each a single instruction.</summary>
internal unsafe interface ISimd<TVector>
{
    static abstract int Count { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a · b + c with one rounding.</summary>
    static abstract TVector Fma(TVector a, TVector b, TVector c);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>The larger of two, lane by lane; NaN when one is.</summary>
    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector Abs(TVector x);

    static abstract TVector Sqrt(TVector x);

    /// <summary>0 where |x| &lt; limit, else x; NaN stays.</summary>
    static abstract TVector Flush(TVector x, TVector limit);

    /// <summary>Where x &gt; 0: then a, else b, lane by lane.</summary>
    static abstract TVector WherePositive(TVector x, TVector a, TVector b);
}
