using System.Globalization;

namespace MLNetNeural.Reports.Charts.Raster;

/// <summary>A color.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads #rrggbb.</summary>
    public static Rgb Parse(string text)
    {
        int value = int.Parse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}
