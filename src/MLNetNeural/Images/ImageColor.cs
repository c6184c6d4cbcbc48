namespace MLNetNeural.Images;

/// <summary>A color.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct ImageColor(byte Red, byte Green, byte Blue)
{
    /// <summary>0, 0, 0.</summary>
    public static ImageColor Black => default;

    /// <summary>255, 255, 255.</summary>
    public static ImageColor White => new(255, 255, 255);

    /// <summary>Pillow's luma: (19595·red + 38470·green + 7471·blue + 32768) ≫ 16.</summary>
    internal byte Luma => LumaOf(Red, Green, Blue);

    /// <summary>The luma of three bytes.</summary>
    internal static byte LumaOf(byte red, byte green, byte blue) => (byte)(((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16);
}
