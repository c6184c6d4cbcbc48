namespace MLNetNeural.Networks.Randomness;

/// <summary>The few operations that Philox takes of a vector, each lane of 64 bits a block.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IPhiloxLanes<TVector>
    where TVector : struct
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>A value in all lanes.</summary>
    static abstract TVector Create(ulong value);

    /// <summary>A value, and in each lane one more.</summary>
    static abstract TVector From(ulong first);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The product of the lower halves.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>The upper halves in the place of the lower ones.</summary>
    static abstract TVector Upper(TVector a);

    /// <summary>a ⊕ b ⊕ c.</summary>
    static abstract TVector Xor(TVector a, TVector b, TVector c);

    /// <summary>Writes the lower halves, the four words of each lane side by side.</summary>
    static abstract void Store(TVector a, TVector b, TVector c, TVector d, uint* words);
}
