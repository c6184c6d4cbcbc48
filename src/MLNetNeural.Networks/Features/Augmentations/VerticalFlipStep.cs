using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="RandomVerticalFlip"/>.</summary>
internal sealed class VerticalFlipStep<T>(RandomVerticalFlip flip, ImageShape shape, int seed) : RowStep<T>
    where T : unmanaged
{
    public override bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        if (!new Draws(seed, RandomUse.VerticalFlip, epoch, row).Chance(flip.Probability)) return false;
        Flips.Flip(shape, source, target);
        return true;
    }
}
