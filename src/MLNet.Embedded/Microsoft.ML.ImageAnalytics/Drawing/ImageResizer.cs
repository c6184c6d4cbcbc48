using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image.Drawing;

/// <summary>Pictures of another size.</summary>
/// <remarks>
/// The geometry is ML.NET's. Of its pixels those of <see cref="Fill"/> are the nearest ones, as there; those of <see cref="Fit"/> are smoothed
/// by a triangle filter that is as wide as a target pixel when the picture shrinks, where ML.NET has Skia's high quality: near, but not equal.
/// </remarks>
internal static class ImageResizer
{
    private const int BytesPerPixel = 4;

    /// <summary>The whole picture, stretched; each pixel is the nearest one of the source.</summary>
    public static MLImage Fill(MLImage source, int width, int height)
    {
        ReadOnlySpan<byte> from = source.Pixels;
        MLImage target = MLImage.CreateEmpty(width, height, source.PixelFormat, out Span<byte> to);
        int[] columns = Nearest(source.Width, width), rows = Nearest(source.Height, height);
        int index = 0;
        foreach (int row in rows)
        {
            ReadOnlySpan<byte> line = from.Slice(row * source.Width * BytesPerPixel, source.Width * BytesPerPixel);
            foreach (int column in columns)
            {
                line.Slice(column * BytesPerPixel, BytesPerPixel).CopyTo(to[index..]);
                index += BytesPerPixel;
            }
        }
        return target;
    }

    /// <summary>The picture in its proportions: as large as fits, in the middle of transparent black; or as small as covers all, cropped.</summary>
    /// <param name="source">The picture. What is transparent in it becomes black.</param>
    /// <param name="width">Width of the target in pixels.</param>
    /// <param name="height">Height of the target in pixels.</param>
    /// <param name="isCropped">Whether the picture covers the target.</param>
    /// <param name="anchor">The side that is kept when the picture is cropped, where it applies; otherwise the middle.</param>
    public static MLImage Fit(MLImage source, int width, int height, bool isCropped, ImageResizingEstimator.Anchor anchor)
    {
        float widthAspect = (float)width / source.Width, heightAspect = (float)height / source.Height;
        bool followsHeight = heightAspect < widthAspect != isCropped;
        float aspect = followsHeight ? heightAspect : widthAspect;
        float freeX = width - (source.Width * aspect), freeY = height - (source.Height * aspect);
        int x = !followsHeight ? 0 : (int)(anchor switch
        {
            ImageResizingEstimator.Anchor.Left when isCropped => 0,
            ImageResizingEstimator.Anchor.Right when isCropped => freeX,
            _ => freeX / 2,
        });
        int y = followsHeight ? 0 : (int)(anchor switch
        {
            ImageResizingEstimator.Anchor.Top when isCropped => 0,
            ImageResizingEstimator.Anchor.Bottom when isCropped => freeY,
            _ => freeY / 2,
        });
        MLImage target = MLImage.CreateEmpty(width, height, MLPixelFormat.Bgra32, out Span<byte> to);
        Draw(
            source,
            new TriangleFilter(source.Width, (int)(source.Width * aspect), x, width),
            new TriangleFilter(source.Height, (int)(source.Height * aspect), y, height),
            to,
            width);
        return target;
    }

    private static int[] Nearest(int from, int to)
        => [.. Enumerable.Range(0, to).Select(i => Math.Min((int)((i + 0.5) * from / to), from - 1))];

    private static void Draw(MLImage source, TriangleFilter columns, TriangleFilter rows, Span<byte> target, int width)
    {
        // One pass along the rows that are needed, then one along the columns; blue, green and red, multiplied by alpha.
        const int Colours = 3;
        float[] lines = new float[rows.SourceCount * columns.Count * Colours];
        ReadOnlySpan<byte> pixels = source.Pixels;
        int blue = source.PixelFormat == MLPixelFormat.Bgra32 ? 0 : 2;
        float[] line = new float[source.Width * Colours];
        int to = 0;
        for (int row = 0; row < rows.SourceCount; row++)
        {
            ReadOnlySpan<byte> bytes = pixels.Slice((rows.SourceStart + row) * source.Width * BytesPerPixel, source.Width * BytesPerPixel);
            for (int i = 0, from = 0; i < line.Length; i += Colours, from += BytesPerPixel)
            {
                float alpha = bytes[from + 3] / 255f;
                line[i] = bytes[from + blue] * alpha;
                line[i + 1] = bytes[from + 1] * alpha;
                line[i + 2] = bytes[from + 2 - blue] * alpha;
            }
            for (int column = 0; column < columns.Count; column++)
            {
                (int start, float[] weights) = columns[column];
                for (int colour = 0; colour < Colours; colour++, to++)
                {
                    for (int k = 0; k < weights.Length; k++)
                        lines[to] += weights[k] * line[((start + k) * Colours) + colour];
                }
            }
        }
        for (int row = 0; row < rows.Count; row++)
        {
            (int start, float[] weights) = rows[row];
            for (int column = 0; column < columns.Count; column++)
            {
                Span<byte> pixel = target.Slice((((rows.Start + row) * width) + columns.Start + column) * BytesPerPixel, BytesPerPixel);
                for (int colour = 0; colour < Colours; colour++)
                {
                    float sum = 0;
                    for (int k = 0; k < weights.Length; k++)
                        sum += weights[k] * lines[((((start - rows.SourceStart + k) * columns.Count) + column) * Colours) + colour];
                    pixel[colour] = (byte)(sum + 0.5f);
                }
                pixel[3] = byte.MaxValue;
            }
        }
    }
}
