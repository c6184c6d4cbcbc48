namespace MLNetNeural.Images;

/// <summary>What <see cref="ImageTensorEstimator"/> makes of a pixel's channel.</summary>
public enum ImageTensorType
{
    /// <summary>The byte itself, a quarter of the memory; annotations say how to normalize it, and this library's trainers do.</summary>
    Byte,

    /// <summary>The normalized number, for any trainer.</summary>
    Single,
}
