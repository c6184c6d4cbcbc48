namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Changes training rows one by one, as the augmentations of a list say: for engines, which call it for the rows of a batch on any threads.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
internal sealed class RowAugmenter<T>
    where T : unmanaged
{
    private readonly ImageShape _shape;
    private readonly RowStep<T>[] _steps;

    internal RowAugmenter(ImageShape shape, RowStep<T>[] steps)
    {
        _shape = shape;
        _steps = steps;
    }

    /// <summary>Memory for one thread.</summary>
    public RowScratch<T> CreateScratch() => new(_shape);

    /// <summary>The row as an epoch trains on it. Nothing is allocated.</summary>
    /// <param name="epoch">Zero-based epoch.</param>
    /// <param name="row">Zero-based row of the store.</param>
    /// <param name="source">The row as it is in the store.</param>
    /// <param name="target">Receives the changed row; as long, and apart from the source.</param>
    /// <param name="scratch">Memory of the calling thread.</param>
    public void Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        ReadOnlySpan<T> current = source;
        Span<T> next = target, after = scratch.Row;
        bool isInTarget = false;
        foreach (RowStep<T> step in _steps)
        {
            if (!step.Apply(epoch, row, current, next, scratch)) continue;
            current = next;
            next = after;
            after = next == target ? scratch.Row : target;
            isInTarget = !isInTarget;
        }

        if (!isInTarget) current.CopyTo(target);
    }
}
