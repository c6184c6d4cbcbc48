using System.Runtime.CompilerServices;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Turns images, pixel by pixel of the turned one; in Pillow's arithmetic, so that bytes are Pillow's.</summary>
internal static class RotationKernel<T, TPixel>
    where T : unmanaged
    where TPixel : IPixel<T>
{
    /// <summary>Pixels whose places are computed at one time, for all channels.</summary>
    private const int Run = 128;

    /// <summary>In the place of a pixel: none.</summary>
    private const int Outside = -1;

    /// <summary>Turns an image.</summary>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="filter">What a pixel is made of.</param>
    /// <param name="source">The image.</param>
    /// <param name="target">Receives the turned image, of the turn's size and the image's channels and layout.</param>
    /// <param name="fill">The color where nothing was, one a channel.</param>
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
        int pixel = shape.PixelStride;
        int xx = Fixed(turn.XX), xy = Fixed(turn.XY), yx = Fixed(turn.YX), yy = Fixed(turn.YY);
        int startX = Fixed(turn.X0 + (turn.XX * 0.5) + (turn.XY * 0.5)), startY = Fixed(turn.Y0 + (turn.YX * 0.5) + (turn.YY * 0.5));
        Span<int> places = stackalloc int[Run];
        for (int y = 0; y < turn.Height; y++, startX += xy, startY += yy)
        {
            for (int start = 0, fixedX = startX, fixedY = startY; start < turn.Width; start += Run)
            {
                Span<int> from = places[..Math.Min(Run, turn.Width - start)];
                for (int i = 0; i < from.Length; i++, fixedX += xx, fixedY += yx)
                {
                    int fromX = fixedX >> 16, fromY = fixedY >> 16;
                    bool isInside = (uint)fromX < (uint)shape.Width && (uint)fromY < (uint)shape.Height;
                    from[i] = isInside ? ((fromY * shape.Width) + fromX) * pixel : Outside;
                }

                for (int c = 0; c < shape.Channels; c++)
                {
                    T color = fill[c];
                    ref T to = ref First(shape, in turn, target, c, (y * turn.Width) + start);
                    ref T plane = ref Unsafe.AsRef(in source[c * shape.ChannelStride]);
                    for (int i = 0, step = 0; i < from.Length; i++, step += pixel)
                    {
                        int place = from[i];
                        Unsafe.Add(ref to, step) = place == Outside ? color : Unsafe.Add(ref plane, place);
                    }
                }
            }
        }
    }

    /// <summary>Between the four pixels around the middle of each, in float64; a byte is cut off.</summary>
    private static void RotateBilinear(ImageShape shape, in Turn turn, ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<T> fill)
    {
        int pixel = shape.PixelStride;
        Span<Corners> places = stackalloc Corners[Run];
        for (int y = 0; y < turn.Height; y++)
        {
            for (int start = 0; start < turn.Width; start += Run)
            {
                Span<Corners> from = places[..Math.Min(Run, turn.Width - start)];
                for (int i = 0; i < from.Length; i++) from[i] = Place(shape, in turn, start + i + 0.5, y + 0.5);
                for (int c = 0; c < shape.Channels; c++)
                {
                    T color = fill[c];
                    ref T to = ref First(shape, in turn, target, c, (y * turn.Width) + start);
                    ref T plane = ref Unsafe.AsRef(in source[c * shape.ChannelStride]);
                    for (int i = 0, step = 0; i < from.Length; i++, step += pixel)
                    {
                        ref Corners place = ref from[i];
                        Unsafe.Add(ref to, step) = place.UpperLeft == Outside ? color : Between(ref plane, in place);
                    }
                }
            }
        }
    }

    private static Corners Place(ImageShape shape, in Turn turn, double x, double y)
    {
        double fromX = (turn.XX * x) + (turn.XY * y) + turn.X0, fromY = (turn.YX * x) + (turn.YY * y) + turn.Y0;
        if (!(fromX >= 0 && fromX < shape.Width && fromY >= 0 && fromY < shape.Height)) return new Corners(Outside, 0, 0, 0, 0);
        fromX -= 0.5;
        fromY -= 0.5;
        double left = Math.Floor(fromX), top = Math.Floor(fromY);
        int column = double.ConvertToIntegerNative<int>(left), row = double.ConvertToIntegerNative<int>(top); // within the image or one before it
        int x0 = Math.Max(column, 0), x1 = Math.Min(column + 1, shape.Width - 1), y0 = Math.Max(row, 0), y1 = Math.Min(row + 1, shape.Height - 1);
        int pixel = shape.PixelStride;
        return new Corners(((y0 * shape.Width) + x0) * pixel, (x1 - x0) * pixel, (y1 - y0) * shape.Width * pixel, fromX - left, fromY - top);
    }

    private static T Between(ref T plane, in Corners corners)
    {
        ref T upper = ref Unsafe.Add(ref plane, corners.UpperLeft), lower = ref Unsafe.Add(ref upper, corners.Down);
        double above = Between(TPixel.ToDouble(upper), TPixel.ToDouble(Unsafe.Add(ref upper, corners.Right)), corners.X);
        double below = Between(TPixel.ToDouble(lower), TPixel.ToDouble(Unsafe.Add(ref lower, corners.Right)), corners.X);
        return TPixel.OfDouble(Between(above, below, corners.Y));
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);

    private static int Fixed(double value) => (int)Math.Floor((value * 65536) + 0.5);

    /// <summary>A channel of a pixel of the turned image.</summary>
    private static ref T First(ImageShape shape, in Turn turn, Span<T> target, int channel, int pixel)
        => ref target[(channel * (shape.IsInterleaved ? 1 : turn.Width * turn.Height)) + (pixel * shape.PixelStride)];

    /// <summary>Four neighbors, and the place between them.</summary>
    /// <param name="UpperLeft">The upper left one; <see cref="Outside"/> for none.</param>
    /// <param name="Right">Distance of the one to the right; 0 at the edge.</param>
    /// <param name="Down">Distance of the one below; 0 at the edge.</param>
    /// <param name="X">How far to the right, from 0 to 1.</param>
    /// <param name="Y">How far down, from 0 to 1.</param>
    private readonly record struct Corners(int UpperLeft, int Right, int Down, double X, double Y);
}
