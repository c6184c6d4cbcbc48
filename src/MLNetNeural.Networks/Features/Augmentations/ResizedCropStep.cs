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

    /// <summary>Stretches a part of an image to its size: first along the rows, then, of what that gives, along the columns.</summary>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="source">The image.</param>
    /// <param name="window">The part.</param>
    /// <param name="target">Receives the image that the part becomes.</param>
    /// <param name="scratch">Memory.</param>
    public static void Stretch(ImageShape shape, ReadOnlySpan<T> source, PixelWindow window, Span<T> target, RowScratch<T> scratch)
    {
        Taps rows = scratch.Rows;
        scratch.Columns.Fill(window.Width);
        rows.Fill(window.Height);
        int length = shape.RowLength, pixel = shape.PixelStride;
        for (int plane = 0; plane < shape.RowCount; plane += shape.Height)
        {
            int upper = -1, lower = -1; // which rows of the part the two lines hold
            Span<T> above = scratch.Line(0), below = scratch.Line(1);
            for (int y = 0; y < shape.Height; y++)
            {
                int first = rows.Index[y], second = first + rows.Step(y);
                if (first == lower)
                {
                    Span<T> line = above;
                    above = below;
                    below = line;
                    (upper, lower) = (lower, upper);
                }

                if (first != upper) Widen(Part(source, plane + window.Top + first), above);
                upper = first;
                if (second != lower && second != first) Widen(Part(source, plane + window.Top + second), below);
                if (second != first) lower = second;
                TPixel.Mean(above, second == first ? above : below, target.Slice((plane + y) * length, length), rows[y]);
            }
        }

        ReadOnlySpan<T> Part(ReadOnlySpan<T> from, int line) => from.Slice((line * length) + (window.Left * pixel), window.Width * pixel);

        void Widen(ReadOnlySpan<T> line, Span<T> wide)
        {
            if (line.Length == wide.Length)
            {
                line.CopyTo(wide);
            }
            else if (pixel == 1)
            {
                Span<T> copy = scratch.Line(2); // which can be read past its end
                line.CopyTo(copy);
                TPixel.Enlarge(copy[..line.Length], wide, scratch.Columns);
            }
            else
            {
                WidenPixels(line, wide, scratch.Columns, pixel);
            }
        }
    }

    private static void WidenPixels(ReadOnlySpan<T> line, Span<T> wide, Taps taps, int pixel)
    {
        for (int x = 0, i = 0; i < wide.Length; x++)
        {
            Tap tap = taps[x];
            for (int c = 0, first = taps.Index[x] * pixel, step = taps.Step(x) * pixel; c < pixel; c++, first++, i++)
            {
                wide[i] = TPixel.Mean(line[first], line[first + step], in tap);
            }
        }
    }
}
