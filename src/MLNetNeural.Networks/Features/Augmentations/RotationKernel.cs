namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Turns pictures, pixel by pixel of the turned one; in Pillow's arithmetic, so that bytes are Pillow's.</summary>
internal static class RotationKernel<T, TPixel>
    where T : unmanaged
    where TPixel : IPixel<T>
{
    /// <summary>Turns a picture.</summary>
    /// <param name="shape">Shape of the picture.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="filter">What a pixel is made of.</param>
    /// <param name="source">The picture.</param>
    /// <param name="target">Receives the turned picture, of the turn's size and the picture's channels and layout.</param>
    /// <param name="fill">The colour where nothing was, one a channel.</param>
    public static void Rotate(ImageShape shape, in Turn turn, RotationFilter filter, ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<T> fill)
    {
        if (turn.Quarters >= 0) RotateQuarters(shape, in turn, source, target);
        else if (filter == RotationFilter.Nearest) RotateNearest(shape, in turn, source, target, fill);
        else RotateBilinear(shape, in turn, source, target, fill);
    }

    private static void RotateQuarters(ImageShape shape, in Turn turn, ReadOnlySpan<T> source, Span<T> target)
    {
        int pixel = shape.PixelStride, plane = shape.ChannelStride;
        for (int y = 0, to = 0; y < turn.Height; y++)
        {
            for (int x = 0; x < turn.Width; x++, to += pixel)
            {
                (int fromX, int fromY) = turn.Quarters switch
                {
                    1 => (shape.Width - 1 - y, x),
                    2 => (shape.Width - 1 - x, shape.Height - 1 - y),
                    3 => (y, shape.Height - 1 - x),
                    _ => (x, y),
                };
                int from = ((fromY * shape.Width) + fromX) * pixel;
                for (int c = 0; c < shape.Channels; c++) target[to + (c * plane)] = source[from + (c * plane)];
            }
        }
    }

    /// <summary>The pixel on which the middle of each falls, in 16 fractional bits.</summary>
    private static void RotateNearest(ImageShape shape, in Turn turn, ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<T> fill)
    {
        int pixel = shape.PixelStride, plane = shape.ChannelStride, turnedPlane = shape.IsInterleaved ? 1 : turn.Width * turn.Height;
        int xx = Fixed(turn.XX), xy = Fixed(turn.XY), yx = Fixed(turn.YX), yy = Fixed(turn.YY);
        int startX = Fixed(turn.X0 + (turn.XX * 0.5) + (turn.XY * 0.5)), startY = Fixed(turn.Y0 + (turn.YX * 0.5) + (turn.YY * 0.5));
        for (int y = 0, to = 0; y < turn.Height; y++, startX += xy, startY += yy)
        {
            for (int x = 0, fixedX = startX, fixedY = startY; x < turn.Width; x++, to += pixel, fixedX += xx, fixedY += yx)
            {
                int fromX = fixedX >> 16, fromY = fixedY >> 16, from = ((fromY * shape.Width) + fromX) * pixel;
                bool isInside = (uint)fromX < (uint)shape.Width && (uint)fromY < (uint)shape.Height;
                for (int c = 0; c < shape.Channels; c++) target[to + (c * turnedPlane)] = isInside ? source[from + (c * plane)] : fill[c];
            }
        }
    }

    /// <summary>Between the four pixels around the middle of each, in float64; a byte is cut off.</summary>
    private static void RotateBilinear(ImageShape shape, in Turn turn, ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<T> fill)
    {
        int pixel = shape.PixelStride, plane = shape.ChannelStride, turnedPlane = shape.IsInterleaved ? 1 : turn.Width * turn.Height;
        for (int y = 0, to = 0; y < turn.Height; y++)
        {
            for (int x = 0; x < turn.Width; x++, to += pixel)
            {
                double fromX = (turn.XX * (x + 0.5)) + (turn.XY * (y + 0.5)) + turn.X0, fromY = (turn.YX * (x + 0.5)) + (turn.YY * (y + 0.5)) + turn.Y0;
                if (!(fromX >= 0 && fromX < shape.Width && fromY >= 0 && fromY < shape.Height))
                {
                    for (int c = 0; c < shape.Channels; c++) target[to + (c * turnedPlane)] = fill[c];
                    continue;
                }

                double left = Math.Floor(fromX - 0.5), top = Math.Floor(fromY - 0.5), dx = fromX - 0.5 - left, dy = fromY - 0.5 - top;
                int x0 = Math.Max((int)left, 0), x1 = Math.Min((int)left + 1, shape.Width - 1);
                int y0 = Math.Max((int)top, 0) * shape.Width, y1 = Math.Min((int)top + 1, shape.Height - 1) * shape.Width;
                int a = (y0 + x0) * pixel, b = (y0 + x1) * pixel, d = (y1 + x0) * pixel, e = (y1 + x1) * pixel;
                for (int c = 0, from = 0; c < shape.Channels; c++, from += plane)
                {
                    double upper = Between(TPixel.ToDouble(source[a + from]), TPixel.ToDouble(source[b + from]), dx);
                    double lower = Between(TPixel.ToDouble(source[d + from]), TPixel.ToDouble(source[e + from]), dx);
                    target[to + (c * turnedPlane)] = TPixel.OfDouble(Between(upper, lower, dy));
                }
            }
        }
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);

    private static int Fixed(double value) => (int)Math.Floor((value * 65536) + 0.5);
}
