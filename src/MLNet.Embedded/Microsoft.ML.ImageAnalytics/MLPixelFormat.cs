namespace Microsoft.ML.Data;

/// <summary>Order of the four bytes of a pixel in an <see cref="MLImage"/>.</summary>
public enum MLPixelFormat
{
    /// <summary>The order is not known.</summary>
    Unknown = 0,

    /// <summary>Blue, green, red, alpha; one byte each.</summary>
    Bgra32 = 1,

    /// <summary>Red, green, blue, alpha; one byte each.</summary>
    Rgba32 = 2,
}
