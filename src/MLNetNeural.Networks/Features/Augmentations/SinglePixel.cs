namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Normalised float32.</summary>
internal readonly struct SinglePixel : IPixel<float>
{
    public static float OfColor(float color, float scale, float offset) => (color * scale) + offset;

    public static float OfNormalized(float value, float scale, float offset) => value;

    public static double ToDouble(float pixel) => pixel;

    public static float OfDouble(double value) => (float)value;

    public static float Mean(float first, float second, in Tap tap) => (first * tap.FirstShare) + (second * tap.SecondShare);
}
