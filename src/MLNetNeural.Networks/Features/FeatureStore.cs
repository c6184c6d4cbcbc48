namespace MLNetNeural.Networks.Features;

/// <summary>The features of a data set, row after row, outside the managed heap; filled once, then read by any number of threads.</summary>
public abstract class FeatureStore : IDisposable
{
    private protected FeatureStore(int columns, ImageShape? image)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (image is not null && image.Size != columns)
        {
            throw new ArgumentException($"An image of shape {image.Channels}×{image.Height}×{image.Width} has {image.Size} features, not {columns}.", nameof(image));
        }

        Columns = columns;
        Image = image;
    }

    /// <summary>Number of features of a row.</summary>
    public int Columns { get; }

    /// <summary>Number of rows so far.</summary>
    public abstract int Count { get; }

    /// <summary>How a row is an image; null when it is none.</summary>
    public ImageShape? Image { get; }

    /// <summary>Asks the system for rows that are not in memory, ahead of their use.</summary>
    /// <param name="rows">Zero-based rows.</param>
    internal abstract void Prefetch(ReadOnlySpan<int> rows);

    /// <summary>Removes all rows and keeps the memory for the next ones.</summary>
    public abstract void Clear();

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    /// <param name="disposing">False when the garbage collector asks.</param>
    protected abstract void Dispose(bool disposing);
}
