using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Networks.Features;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>How the features of a row form an image, and the way back to it.</summary>
/// <param name="shape">Size, channels and order of the numbers.</param>
/// <param name="areBytes">Whether the numbers are bytes, as images have them.</param>
/// <param name="normalization">How numbers that are no bytes came about; null where nobody knows.</param>
internal sealed class FeatureImages(ReportImageShape shape, bool areBytes, ChannelNormalization? normalization)
{
    private static readonly int[] Rgb = [0, 1, 2], Bgr = [2, 1, 0];

    /// <summary>The image in words, such as "256×256 RGB".</summary>
    public string Description => $"{shape.Width}×{shape.Height} {(shape.Channels == ImageChannels.Gray ? "gray" : shape.Channels.ToString().ToUpperInvariant())}";

    /// <summary>Whether a row of so many features can be such an image.</summary>
    public int Length => shape.ChannelCount * shape.Width * shape.Height;

    /// <summary>Finds out whether a column holds images; null when not.</summary>
    /// <param name="column">The feature column.</param>
    /// <param name="loader">What made it; null where nothing of ours did.</param>
    /// <param name="told">What the user says; null for what the column says.</param>
    /// <exception cref="ArgumentException">What the user says does not fit the column.</exception>
    public static FeatureImages? Of(DataViewSchema.Column column, ImageTensorTransformer? loader, ReportImageShape? told)
    {
        bool areBytes = (column.Type as VectorDataViewType)?.ItemType == NumberDataViewType.Byte;
        if (told is not null)
        {
            int size = (column.Type as VectorDataViewType)?.Size ?? 1;
            var images = new FeatureImages(told, areBytes, loader?.Options.Normalization);
            return images.Length == size ? images : throw new ArgumentException(
                $"ReportOptions.ImageShape is {images.Description}, {images.Length} numbers, but the feature column '{column.Name}' has {size}: correct it or leave it out.");
        }

        if (!ImageAnnotations.TryRead(column, out ImageShape? image, out ImageLayout layout, out _) || image.Channels is not (1 or 3)) return null;

        // A column does not say in which order its colors are; what made it does.
        ImageChannels channels = image.Channels == 1 ? ImageChannels.Gray : loader?.Options.Channels ?? ImageChannels.Rgb;
        return new FeatureImages(new ReportImageShape(image.Width, image.Height) { Channels = channels, Layout = layout }, areBytes, loader?.Options.Normalization);
    }

    /// <summary>The greatest size that is not larger than the image and has at most such sides.</summary>
    public (int Width, int Height) Fit(int side)
    {
        double scale = Math.Min(1, (double)side / Math.Max(shape.Width, shape.Height));
        return (Math.Max(1, (int)Math.Round(scale * shape.Width)), Math.Max(1, (int)Math.Round(scale * shape.Height)));
    }

    /// <summary>The image of a row, smaller by the mean of its pixels; normalization is undone.</summary>
    public RgbImage Draw(ReadOnlySpan<float> features, (int Width, int Height) size)
    {
        float[] pixels = Shrink(features, size);
        if (areBytes) return ToRgb(pixels, size, (_, value) => value);
        if (normalization is { } known) return ToRgb(pixels, size, (color, value) => 255 * ((value * known.StandardDeviation[color]) + known.Mean[color]));

        // Numbers that nobody explains: as a share of one or of a byte where they can be, else from the least to the greatest.
        float min = pixels.Min(), max = pixels.Max();
        return min >= 0 && max <= 1 ? ToRgb(pixels, size, (_, value) => 255 * value)
            : min >= 0 && max <= 255 ? ToRgb(pixels, size, (_, value) => value)
            : ToRgb(pixels, size, (_, value) => max > min ? 255 * (value - min) / (max - min) : 128);
    }

    /// <summary>Weights as an image: gray is 0, the largest one of the image is white or a full color.</summary>
    public RgbImage DrawWeights(ReadOnlySpan<float> weights, (int Width, int Height) size)
    {
        float[] pixels = Shrink(weights, size);
        float largest = pixels.Max(Math.Abs);
        return ToRgb(pixels, size, (_, value) => largest > 0 ? 127.5f * (1 + (value / largest)) : 127.5f);
    }

    /// <summary>The mean of the pixels that each smaller one stands for, as planes.</summary>
    private float[] Shrink(ReadOnlySpan<float> values, (int Width, int Height) size)
    {
        int channels = shape.ChannelCount;
        float[] small = new float[channels * size.Width * size.Height];
        int at = 0;
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < size.Height; y++)
            {
                (int top, int bottom) = Span(y, size.Height, shape.Height);
                for (int x = 0; x < size.Width; x++)
                {
                    (int left, int right) = Span(x, size.Width, shape.Width);
                    double sum = 0;
                    for (int v = top; v < bottom; v++)
                    {
                        for (int u = left; u < right; u++) sum += values[shape.Layout == ImageLayout.ChannelsFirst ? (((c * shape.Height) + v) * shape.Width) + u : (((v * shape.Width) + u) * channels) + c];
                    }

                    small[at++] = (float)(sum / ((bottom - top) * (right - left)));
                }
            }
        }

        return small;
    }

    private static (int First, int End) Span(int place, int places, int pixels)
        => ((int)((long)place * pixels / places), (int)((place + 1L) * pixels / places));

    private RgbImage ToRgb(float[] planes, (int Width, int Height) size, Func<int, float, float> toByte)
    {
        int plane = size.Width * size.Height;
        int[] order = shape.Channels == ImageChannels.Bgr ? Bgr : Rgb;
        byte[] pixels = new byte[3 * plane];
        for (int color = 0; color < 3; color++)
        {
            int from = shape.ChannelCount == 1 ? 0 : order[color] * plane;
            for (int i = 0; i < plane; i++)
            {
                float value = toByte(color, planes[from + i]);
                pixels[(3 * i) + color] = (byte)Math.Clamp(float.IsNaN(value) ? 0 : MathF.Round(value), 0, 255);
            }
        }

        return new RgbImage(size.Width, size.Height, pixels);
    }
}
