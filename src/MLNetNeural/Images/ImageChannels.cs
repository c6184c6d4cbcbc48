namespace MLNetNeural.Images;

/// <summary>Which channels a pixel has, and in which order.</summary>
public enum ImageChannels
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>The luma of the resized image, as Pillow's mode L: (19595·red + 38470·green + 7471·blue + 32768) ≫ 16.</summary>
    Gray,
}
