namespace MLNetNeural.Networks.Features;

/// <summary>How an image is padded.</summary>
public enum PaddingMode
{
    /// <summary>One color.</summary>
    Constant,

    /// <summary>The last pixel before the edge, repeated.</summary>
    Edge,

    /// <summary>The image mirrored, without repeating the pixel at the edge: 3 2 | 1 2 3 | 2 1.</summary>
    Reflect,

    /// <summary>The image mirrored, with the pixel at the edge repeated: 2 1 | 1 2 3 | 3 2.</summary>
    Symmetric,
}
