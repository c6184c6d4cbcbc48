namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Normalized float32.</summary>
internal readonly struct SinglePixel : IPixel<float>
{
    public static float OfColor(float color, float scale, float offset) => (color * scale) + offset;

    public static float OfNormalized(float value, float scale, float offset) => value;

    public static double ToDouble(float pixel) => pixel;

    public static float OfDouble(double value) => (float)value;

    public static float Mean(float first, float second, in Tap tap) => (first * tap.FirstShare) + (second * tap.SecondShare);

    public static void Mean(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> mean, in Tap tap)
    {
        for (int i = 0; i < mean.Length; i++) mean[i] = Mean(first[i], second[i], in tap);
    }

    public static void Enlarge(ReadOnlySpan<float> line, Span<float> wide, Taps taps)
    {
        ReadOnlySpan<int> index = taps.Index;
        for (int i = 0; i < wide.Length; i++) wide[i] = Mean(line[index[i]], line[index[i] + taps.Step(i)], taps[i]);
    }
}
