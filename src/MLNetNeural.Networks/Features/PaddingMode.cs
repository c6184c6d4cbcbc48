namespace MLNetNeural.Networks.Features;

/// <summary>What stands around a padded picture.</summary>
public enum PaddingMode
{
    /// <summary>One colour.</summary>
    Constant,

    /// <summary>The last pixel before the edge, repeated.</summary>
    Edge,

    /// <summary>The picture mirrored, without repeating the pixel at the edge: 3 2 | 1 2 3 | 2 1.</summary>
    Reflect,

    /// <summary>The picture mirrored, with the pixel at the edge repeated: 2 1 | 1 2 3 | 3 2.</summary>
    Symmetric,
}
