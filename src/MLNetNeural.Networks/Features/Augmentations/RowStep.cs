namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>One augmentation of rows of one store. It keeps nothing from row to row, so that threads may share it.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
internal abstract class RowStep<T>
    where T : unmanaged
{
    /// <summary>Changes a row, or leaves it.</summary>
    /// <param name="epoch">Zero-based epoch, which with the row's number decides what is drawn.</param>
    /// <param name="row">Zero-based row of the store.</param>
    /// <param name="source">The row.</param>
    /// <param name="target">Receives the changed row, all of it; nothing where the row stays as it is. Does not overlap the source.</param>
    /// <param name="scratch">Memory of the calling thread.</param>
    /// <returns>Whether the row is changed.</returns>
    public abstract bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch);
}
