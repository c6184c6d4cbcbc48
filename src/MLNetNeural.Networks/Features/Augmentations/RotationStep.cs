using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="RandomRotation"/>.</summary>
internal sealed class RotationStep<T, TPixel>(RandomRotation rotation, FeatureStore features, int seed) : RowStep<T>
    where T : unmanaged
    where TPixel : IPixel<T>
{
    private readonly ImageShape _shape = features.Image!;
    private readonly T[] _fill = CropStep<T, TPixel>.Fill(rotation.Fill, features);

    public override bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        double degrees = new Draws(seed, RandomUse.Rotation, epoch, row).Uniform(rotation.Degrees.Minimum, rotation.Degrees.Maximum);
        var turn = Turn.By(degrees, _shape.Width, _shape.Height);
        if (turn.Quarters == 0) return false;
        RotationKernel<T, TPixel>.Rotate(_shape, in turn, rotation.Filter, source, target, _fill);
        return true;
    }
}
