using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="RandomResizedCrop"/>.</summary>
internal sealed class ResizedCropStep<T, TPixel>(RandomResizedCrop crop, ImageShape shape, int seed) : RowStep<T>
    where T : unmanaged
    where TPixel : IPixel<T>
{
    public override bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        var draws = new Draws(seed, RandomUse.ResizedCrop, epoch, row);
        var window = PixelWindow.ToCrop(ref draws, crop, shape.Height, shape.Width);
        if (window.Height == shape.Height && window.Width == shape.Width) return false;
        Stretch(shape, source, window, target, scratch);
        return true;
    }

    /// <summary>Stretches a part of a picture to its size: first along the rows, then, of what that gives, along the columns.</summary>
    /// <param name="shape">Shape of the picture.</param>
    /// <param name="source">The picture.</param>
    /// <param name="window">The part.</param>
    /// <param name="target">Receives the picture that the part becomes.</param>
    /// <param name="scratch">Memory.</param>
    public static void Stretch(ImageShape shape, ReadOnlySpan<T> source, PixelWindow window, Span<T> target, RowScratch<T> scratch)
    {
        Span<Tap> columns = scratch.Columns, rows = scratch.Rows;
        Tap.Fill(window.Width, columns);
        Tap.Fill(window.Height, rows);
        int length = shape.RowLength, pixel = shape.PixelStride;
        for (int plane = 0; plane < shape.RowCount; plane += shape.Height)
        {
            int upper = -1, lower = -1; // which rows of the part the two lines hold
            Span<T> above = scratch.Line(0), below = scratch.Line(1);
            for (int y = 0; y < shape.Height; y++)
            {
                int first = rows[y].Index, second = first + rows[y].Step;
                if (first == lower)
                {
                    Span<T> line = above;
                    above = below;
                    below = line;
                    (upper, lower) = (lower, upper);
                }

                if (first != upper) Widen(Line(source, plane + window.Top + first), above, columns, pixel);
                upper = first;
                if (second != lower && second != first) Widen(Line(source, plane + window.Top + second), below, columns, pixel);
                if (second != first) lower = second;
                Mean(above, second == first ? above : below, target.Slice((plane + y) * length, length), in rows[y]);
            }
        }

        ReadOnlySpan<T> Line(ReadOnlySpan<T> from, int line) => from.Slice((line * length) + (window.Left * pixel), window.Width * pixel);
    }

    private static void Widen(ReadOnlySpan<T> line, Span<T> wide, ReadOnlySpan<Tap> taps, int pixel)
    {
        if (line.Length == wide.Length)
        {
            line.CopyTo(wide);
        }
        else if (pixel == 1)
        {
            for (int x = 0; x < taps.Length; x++)
            {
                ref readonly Tap tap = ref taps[x];
                wide[x] = TPixel.Mean(line[tap.Index], line[tap.Index + tap.Step], in tap);
            }
        }
        else
        {
            for (int x = 0, i = 0; x < taps.Length; x++)
            {
                ref readonly Tap tap = ref taps[x];
                for (int c = 0, first = tap.Index * pixel, step = tap.Step * pixel; c < pixel; c++, first++, i++)
                {
                    wide[i] = TPixel.Mean(line[first], line[first + step], in tap);
                }
            }
        }
    }

    private static void Mean(ReadOnlySpan<T> above, ReadOnlySpan<T> below, Span<T> line, in Tap tap)
    {
        for (int i = 0; i < line.Length; i++) line[i] = TPixel.Mean(above[i], below[i], in tap);
    }
}
