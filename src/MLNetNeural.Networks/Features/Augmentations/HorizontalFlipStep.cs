namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="RandomHorizontalFlip"/>.</summary>
internal sealed class HorizontalFlipStep<T>(RandomHorizontalFlip flip, ImageShape shape, int seed) : RowStep<T>
    where T : unmanaged
{
    public override bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        if (!flip.Mirrors(seed, epoch, row)) return false;
        Flips.Mirror(shape, source, target);
        return true;
    }
}
