namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The trained vectors of a layer, with one value a unit.</summary>
internal enum UnitVector
{
    /// <summary>The bias b of the product.</summary>
    Bias,

    /// <summary>The factor γ after a normalization.</summary>
    NormWeight,

    /// <summary>The summand β after a normalization.</summary>
    NormBias,
}
