namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Memory in which one thread changes rows.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
/// <param name="shape">How a row is an image.</param>
internal sealed class RowScratch<T>(ImageShape shape)
    where T : unmanaged
{
    /// <summary>Numbers behind a line of pixels that can be read, though they mean nothing.</summary>
    public const int Margin = 4;

    private readonly T[] _row = new T[shape.Size];
    private readonly T[] _lines = new T[(3 * shape.RowLength) + Margin];

    /// <summary>A row.</summary>
    public Span<T> Row => _row;

    /// <summary>What the columns of pixels of a stretched image are made of.</summary>
    public Taps Columns { get; } = new(shape.Width);

    /// <summary>What the rows of pixels of a stretched image are made of.</summary>
    public Taps Rows { get; } = new(shape.Height);

    /// <summary>One of three lines of pixels; the third has a margin behind it.</summary>
    public Span<T> Line(int index) => _lines.AsSpan(index * shape.RowLength, shape.RowLength);
}
