namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Bytes, in Pillow's arithmetic: weighted means in integers, rounded; what is computed in floating point is cut off.</summary>
internal readonly struct BytePixel : IPixel<byte>
{
    public static byte OfColor(float color, float scale, float offset) => (byte)color;

    public static byte OfNormalized(float value, float scale, float offset) => (byte)Math.Clamp(MathF.Round((value - offset) / scale), 0, 255);

    public static double ToDouble(byte pixel) => pixel;

    public static byte OfDouble(double value) => (byte)value;

    public static byte Mean(byte first, byte second, in Tap tap)
        => (byte)Math.Clamp(((first * tap.First) + (second * tap.Second) + (1 << (Tap.Bits - 1))) >> Tap.Bits, 0, 255);
}
