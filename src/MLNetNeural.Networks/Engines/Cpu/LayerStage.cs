namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>What is done to the values of a layer at one time: a normalization over the batch needs all rows before it and comes between two halves.</summary>
internal enum LayerStage
{
    /// <summary>Everything.</summary>
    Whole,

    /// <summary>What comes before a normalization, on the way that is being gone.</summary>
    BeforeNorm,

    /// <summary>The normalization and what comes after it.</summary>
    FromNorm,
}
