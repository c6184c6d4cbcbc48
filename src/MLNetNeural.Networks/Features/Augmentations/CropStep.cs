using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="RandomCrop"/>.</summary>
internal sealed class CropStep<T, TPixel>(RandomCrop crop, FeatureStore features, int seed) : RowStep<T>
    where T : unmanaged
    where TPixel : IPixel<T>
{
    private readonly ImageShape _shape = features.Image!;
    private readonly T[] _fill = Fill(crop.Fill, features);

    public override bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        var draws = new Draws(seed, RandomUse.Crop, epoch, row);
        int places = (2 * crop.Padding) + 1, down = draws.Index(places) - crop.Padding, right = draws.Index(places) - crop.Padding;
        if (down == 0 && right == 0) return false;
        Cut(_shape, source, target, crop.PaddingMode, _fill, down, right);
        return true;
    }

    /// <summary>A color as a pixel, channel by channel.</summary>
    public static T[] Fill(float color, FeatureStore features)
    {
        var scale = new PixelScale(features);
        return [.. Enumerable.Range(0, features.Image!.Channels).Select(c => TPixel.OfColor(color, scale.Scale(c), scale.Offset(c)))];
    }

    /// <summary>Cuts an image's size out of the padded image.</summary>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="source">The image.</param>
    /// <param name="target">Receives the part.</param>
    /// <param name="mode">What stands around the image.</param>
    /// <param name="fill">The color of <see cref="PaddingMode.Constant"/>, one a channel.</param>
    /// <param name="down">The row of the image that becomes the first; negative for one above it.</param>
    /// <param name="right">The column of the image that becomes the first; negative for one to the left of it.</param>
    public static void Cut(ImageShape shape, ReadOnlySpan<T> source, Span<T> target, PaddingMode mode, ReadOnlySpan<T> fill, int down, int right)
    {
        int length = shape.RowLength, pixel = shape.PixelStride;
        int from = Math.Clamp(-right, 0, shape.Width), to = Math.Clamp(shape.Width - right, 0, shape.Width); // columns that lie in the image
        for (int line = 0; line < shape.RowCount; line++)
        {
            int plane = line / shape.Height, y = Inside((line % shape.Height) + down, shape.Height, mode);
            Span<T> cut = target.Slice(line * length, length);
            ReadOnlySpan<T> color = fill.Slice(plane, pixel);
            if (y < 0)
            {
                Paint(cut, color);
                continue;
            }

            ReadOnlySpan<T> whole = source.Slice(((plane * shape.Height) + y) * length, length);
            if (to > from) whole.Slice((from + right) * pixel, (to - from) * pixel).CopyTo(cut[(from * pixel)..]);
            for (int x = 0; x < shape.Width; x++)
            {
                if (x == from && to > from) x = to;
                if (x == shape.Width) break;
                int inside = Inside(x + right, shape.Width, mode);
                (inside < 0 ? color : whole.Slice(inside * pixel, pixel)).CopyTo(cut[(x * pixel)..]);
            }
        }
    }

    /// <summary>The place in a row that stands for one around it; −1 where the color does.</summary>
    private static int Inside(int i, int length, PaddingMode mode) => (uint)i < (uint)length ? i : mode switch
    {
        PaddingMode.Edge => Math.Clamp(i, 0, length - 1),
        PaddingMode.Reflect => i < 0 ? -i : (2 * length) - 2 - i,
        PaddingMode.Symmetric => i < 0 ? -1 - i : (2 * length) - 1 - i,
        _ => -1,
    };

    private static void Paint(Span<T> line, ReadOnlySpan<T> color)
    {
        if (color.Length == 1) line.Fill(color[0]);
        else for (int x = 0; x < line.Length; x += color.Length) color.CopyTo(line[x..]);
    }
}
