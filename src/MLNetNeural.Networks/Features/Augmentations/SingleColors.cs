namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Colors of images of float32 from 0 to 255, changed by the formulas of <see cref="ByteColors"/> without rounding to whole numbers.</summary>
internal static class SingleColors
{
    private const float Most = 255;

    /// <summary>Mixes with black.</summary>
    public static void ChangeBrightness(Span<float> image, float factor) => MixWith(0, image, factor);

    /// <summary>Mixes with the mean luma.</summary>
    public static void ChangeContrast(ImageShape shape, Span<float> image, float factor)
    {
        if (factor == 1) return;
        double sum = 0;
        int pixels = shape.Width * shape.Height;
        (int red, int green, int blue) = shape.Channels == 1 ? (0, 0, 0) : ByteColors.Channels(shape);
        for (int i = 0, end = pixels * shape.PixelStride; i < end; i += shape.PixelStride) sum += Luma(image[i + red], image[i + green], image[i + blue]);
        MixWith((float)(sum / pixels), image, factor);
    }

    /// <summary>Mixes each pixel with its luma. Needs three channels.</summary>
    public static void ChangeSaturation(ImageShape shape, Span<float> image, float factor)
    {
        if (factor == 1) return;
        (int red, int green, int blue) = ByteColors.Channels(shape);
        for (int i = 0, end = shape.Width * shape.Height * shape.PixelStride; i < end; i += shape.PixelStride)
        {
            ref float r = ref image[i + red], g = ref image[i + green], b = ref image[i + blue];
            float luma = Luma(r, g, b);
            (r, g, b) = (Mixed(luma, r, factor), Mixed(luma, g, factor), Mixed(luma, b, factor));
        }
    }

    /// <summary>Turns the color circle. Needs three channels.</summary>
    public static void ChangeHue(ImageShape shape, Span<float> image, float turns)
    {
        if (turns == 0) return;
        (int red, int green, int blue) = ByteColors.Channels(shape);
        for (int i = 0, end = shape.Width * shape.Height * shape.PixelStride; i < end; i += shape.PixelStride)
        {
            ref float r = ref image[i + red], g = ref image[i + green], b = ref image[i + blue];
            float most = Math.Max(r, Math.Max(g, b)), range = most - Math.Min(r, Math.Min(g, b));
            if (!(range > 0)) continue;
            float hue = r == most ? (g - b) / range : g == most ? 2 + ((b - r) / range) : 4 + ((r - g) / range); // in sixths of a turn
            hue += (turns * 6) + 12;
            (r, g, b) = (Channel(hue + 5, most, range), Channel(hue + 3, most, range), Channel(hue + 1, most, range));
        }
    }

    // value − range·max(0, min(k, 4 − k, 1)), k = (n + hue) mod 6 with n = 5, 3, 1 for red, green, blue.
    private static float Channel(float place, float most, float range)
    {
        float k = place % 6;
        return most - (range * Math.Clamp(Math.Min(k, 4 - k), 0, 1));
    }

    private static float Luma(float red, float green, float blue) => ((red * 19595) + (green * 38470) + (blue * 7471)) / 65536;

    private static void MixWith(float color, Span<float> image, float factor)
    {
        if (factor == 1) return;
        foreach (ref float value in image) value = Mixed(color, value, factor);
    }

    private static float Mixed(float color, float value, float factor) => Math.Clamp(color + (factor * (value - color)), 0, Most);
}
