namespace MLNetNeural.Networks.Features;

/// <summary>How a pixel of a rotated image is computed.</summary>
public enum RotationFilter
{
    /// <summary>The pixel that it falls on.</summary>
    Nearest,

    /// <summary>The four pixels around it, by their distances.</summary>
    Bilinear,
}
