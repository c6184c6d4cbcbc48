using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Colors of images of bytes, changed as Pillow's <c>ImageEnhance</c> and its mode HSV change them, byte for byte.</summary>
internal static class ByteColors
{
    /// <summary>Mixes with black.</summary>
    public static void ChangeBrightness(Span<byte> image, float factor) => MixWith(0, image, factor);

    /// <summary>Mixes with the mean luma, rounded to a byte.</summary>
    public static void ChangeContrast(ImageShape shape, Span<byte> image, float factor)
    {
        if (factor == 1) return;
        long sum = 0;
        int pixels = shape.Width * shape.Height;
        if (shape.Channels == 1)
        {
            foreach (byte value in image) sum += value;
        }
        else
        {
            (int red, int green, int blue) = Channels(shape);
            int i = shape.PixelStride == 1 ? SumLumas(image[red..], image[green..], image[blue..], pixels, ref sum) : 0;
            for (int end = pixels * shape.PixelStride; i < end; i += shape.PixelStride) sum += Luma(image[i + red], image[i + green], image[i + blue]);
        }

        MixWith((int)(((double)sum / pixels) + 0.5), image, factor);
    }

    /// <summary>Mixes each pixel with its luma. Needs three channels.</summary>
    public static void ChangeSaturation(ImageShape shape, Span<byte> image, float factor)
    {
        if (factor == 1) return;
        (int red, int green, int blue) = Channels(shape);
        int end = shape.Width * shape.Height * shape.PixelStride;
        int i = shape.PixelStride == 1 ? MixWithLumas(image[red..], image[green..], image[blue..], end, factor) : 0;
        for (; i < end; i += shape.PixelStride)
        {
            ref byte r = ref image[i + red], g = ref image[i + green], b = ref image[i + blue];
            int luma = Luma(r, g, b);
            (r, g, b) = (Mixed(luma, r, factor), Mixed(luma, g, factor), Mixed(luma, b, factor));
        }
    }

    /// <summary>Turns the color circle. Needs three channels.</summary>
    public static void ChangeHue(ImageShape shape, Span<byte> image, float turns)
    {
        byte shift = unchecked((byte)(int)(turns * 255.0));
        (int red, int green, int blue) = Channels(shape);
        for (int i = 0, end = shape.Width * shape.Height * shape.PixelStride; i < end; i += shape.PixelStride)
        {
            ref byte r = ref image[i + red], g = ref image[i + green], b = ref image[i + blue];
            (byte h, byte s, byte v) = ToHsv(r, g, b);
            (r, g, b) = ToRgb(unchecked((byte)(h + shift)), s, v);
        }
    }

    /// <summary>Where red, green and blue of a pixel lie from its first number on.</summary>
    public static (int Red, int Green, int Blue) Channels(ImageShape shape)
    {
        int stride = shape.ChannelStride;
        return shape.IsBlueFirst ? (2 * stride, stride, 0) : (0, stride, 2 * stride);
    }

    private static int Luma(int red, int green, int blue) => ((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16;

    /// <summary>Adds the luma of pixels in planes, as many as fill vectors.</summary>
    /// <returns>How many there were.</returns>
    private static int SumLumas(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, int count, ref long sum)
    {
        const int Vectors = 256; // sums of so many lumas fit an int
        int i = 0, step = Vector128<byte>.Count;
        while (Vector256.IsHardwareAccelerated && i <= count - step)
        {
            Vector256<int> part = default;
            for (int v = 0; v < Vectors && i <= count - step; v++, i += step)
            {
                (Vector256<int> lower, Vector256<int> upper) = Lumas(red, green, blue, i);
                part += lower + upper;
            }

            sum += Vector256.Sum(part);
        }

        return i;
    }

    /// <summary>Mixes pixels in planes with their luma, as many as fill vectors.</summary>
    /// <returns>How many there were.</returns>
    private static int MixWithLumas(Span<byte> red, Span<byte> green, Span<byte> blue, int count, float factor)
    {
        int i = 0;
        Vector256<float> share = Vector256.Create(factor), most = Vector256.Create(255f);
        for (; Vector256.IsHardwareAccelerated && i <= count - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector256<int> lower, Vector256<int> upper) = Lumas(red, green, blue, i);
            Vector256<float> lowerLuma = Vector256.ConvertToSingle(lower), upperLuma = Vector256.ConvertToSingle(upper);
            Mix(red);
            Mix(green);
            Mix(blue);

            void Mix(Span<byte> plane)
            {
                (Vector256<int> low, Vector256<int> high) = ByteVectors.Widen(Vector128.Create<byte>(plane[i..]));
                ByteVectors.Narrow(MixOf(low, lowerLuma), MixOf(high, upperLuma)).CopyTo(plane[i..]);
            }
        }

        return i;

        Vector256<int> MixOf(Vector256<int> value, Vector256<float> luma) => Vector256.ConvertToInt32Native(
            Vector256.Min(Vector256.Max(luma + (share * (Vector256.ConvertToSingle(value) - luma)), default), most));
    }

    private static (Vector256<int> Lower, Vector256<int> Upper) Lumas(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, int start)
    {
        (Vector256<int> r0, Vector256<int> r1) = ByteVectors.Widen(Vector128.Create(red[start..]));
        (Vector256<int> g0, Vector256<int> g1) = ByteVectors.Widen(Vector128.Create(green[start..]));
        (Vector256<int> b0, Vector256<int> b1) = ByteVectors.Widen(Vector128.Create(blue[start..]));
        return (Of(r0, g0, b0), Of(r1, g1, b1));

        static Vector256<int> Of(Vector256<int> r, Vector256<int> g, Vector256<int> b) => ((r * 19595) + (g * 38470) + (b * 7471) + Vector256.Create(0x8000)) >> 16;
    }

    private static void MixWith(int color, Span<byte> image, float factor)
    {
        if (factor == 1) return;
        Span<byte> mixed = stackalloc byte[256];
        for (int value = 0; value < mixed.Length; value++) mixed[value] = Mixed(color, value, factor);
        foreach (ref byte value in image) value = mixed[value];
    }

    /// <summary>Pillow's blend, in float32: cut off, and limited where the factor is above 1.</summary>
    private static byte Mixed(int color, int value, float factor) => (byte)Math.Clamp(color + (factor * (value - color)), 0, 255);

    // The roundings to float32 stand where Pillow's C has them.
    private static (byte Hue, byte Saturation, byte Value) ToHsv(byte r, byte g, byte b)
    {
        byte most = Math.Max(r, Math.Max(g, b)), least = Math.Min(r, Math.Min(g, b));
        if (most == least) return (0, 0, most);
        float range = most - least, red = (most - r) / range, green = (most - g) / range, blue = (most - b) / range;
        float hue = r == most ? blue - green : (float)(g == most ? 2.0 + red - blue : 4.0 + green - red);
        hue = (float)(((hue / 6.0) + 1.0) % 1.0);
        return ((byte)(int)(hue * 255.0), (byte)(int)(range / most * 255.0), most);
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0) return (value, value, value);
        int sixth = (int)(hue * 6.0 / 255.0);
        float rest = (float)((hue * 6.0 / 255.0) - sixth), share = (float)(saturation / 255.0);
        byte p = Rounded(value * (1.0 - share)), q = Rounded(value * (1.0 - (share * rest))), t = Rounded(value * (1.0 - (share * (1.0 - rest))));
        return (sixth % 6) switch
        {
            0 => (value, t, p),
            1 => (q, value, p),
            2 => (p, value, t),
            3 => (p, q, value),
            4 => (t, p, value),
            _ => (value, p, q),
        };
    }

    private static byte Rounded(double value) => (byte)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);
}
