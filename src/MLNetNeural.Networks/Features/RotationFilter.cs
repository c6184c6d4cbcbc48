namespace MLNetNeural.Networks.Features;

/// <summary>What a pixel of a turned image is made of.</summary>
public enum RotationFilter
{
    /// <summary>The pixel that it falls on.</summary>
    Nearest,

    /// <summary>The four pixels around it, by their distances.</summary>
    Bilinear,
}
