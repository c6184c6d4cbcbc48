namespace MLNetNeural.Networks.Architecture;

/// <summary>Which axis the values of a layer are normalized over.</summary>
public enum NormalizationKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each unit over the rows of a batch.</summary>
    Batch,

    /// <summary>Each row over the units of the layer.</summary>
    Layer,
}
