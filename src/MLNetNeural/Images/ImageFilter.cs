namespace MLNetNeural.Images;

/// <summary>How a resized pixel is made of those around its place; each gives the bytes that Pillow gives.</summary>
public enum ImageFilter
{
    /// <summary>A triangle, stretched when shrinking so that every pixel counts (antialiased).</summary>
    Bilinear,

    /// <summary>A cubic (Keys, a = −0.5), stretched when shrinking so that every pixel counts (antialiased).</summary>
    Bicubic,

    /// <summary>The one pixel whose square has the place.</summary>
    Nearest,
}
