namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Mirrors images left to right, or turns them upside down.</summary>
internal static class Flips
{
    /// <summary>Mirrors rows of pixels.</summary>
    public static void Mirror<T>(ImageShape shape, ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged
    {
        int length = shape.RowLength, pixel = shape.PixelStride;
        for (int start = 0; start < source.Length; start += length)
        {
            Span<T> line = target.Slice(start, length);
            source.Slice(start, length).CopyTo(line);
            line.Reverse();
            for (int x = 0; pixel > 1 && x < length; x += pixel) line.Slice(x, pixel).Reverse();
        }
    }

    /// <summary>Turns planes upside down.</summary>
    public static void Flip<T>(ImageShape shape, ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged
    {
        int length = shape.RowLength;
        for (int line = 0; line < shape.RowCount; line++)
        {
            int y = line % shape.Height, other = line - y + shape.Height - 1 - y;
            source.Slice(other * length, length).CopyTo(target.Slice(line * length, length));
        }
    }
}
