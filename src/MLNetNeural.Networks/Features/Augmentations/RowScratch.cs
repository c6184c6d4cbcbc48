namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Memory in which one thread changes rows.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
/// <param name="shape">How a row is a picture.</param>
internal sealed class RowScratch<T>(ImageShape shape)
    where T : unmanaged
{
    private readonly T[] _row = new T[shape.Size];
    private readonly Tap[] _taps = new Tap[shape.Width + shape.Height];
    private readonly T[] _lines = new T[2 * shape.RowLength];

    /// <summary>A row.</summary>
    public Span<T> Row => _row;

    /// <summary>A tap for each column of pixels.</summary>
    public Span<Tap> Columns => _taps.AsSpan(0, shape.Width);

    /// <summary>A tap for each row of pixels.</summary>
    public Span<Tap> Rows => _taps.AsSpan(shape.Width);

    /// <summary>One of two rows of pixels.</summary>
    public Span<T> Line(int index) => _lines.AsSpan(index * shape.RowLength, shape.RowLength);
}
