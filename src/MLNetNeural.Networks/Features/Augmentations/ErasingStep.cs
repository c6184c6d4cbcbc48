using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="RandomErasing"/>.</summary>
internal sealed class ErasingStep<T, TPixel>(RandomErasing erasing, FeatureStore features, int seed) : RowStep<T>
    where T : unmanaged
    where TPixel : IPixel<T>
{
    private readonly ImageShape _shape = features.Image!;
    private readonly PixelScale _scale = new(features);

    public override bool Apply(int epoch, int row, ReadOnlySpan<T> source, Span<T> target, RowScratch<T> scratch)
    {
        var draws = new Draws(seed, RandomUse.Erasing, epoch, row);
        if (!draws.Chance(erasing.Probability)) return false;
        if (PixelWindow.ToErase(ref draws, erasing, _shape.Height, _shape.Width) is not { } window) return false;

        source.CopyTo(target);
        for (int c = 0; c < _shape.Channels; c++)
        {
            for (int y = window.Top; y < window.Top + window.Height; y++)
            {
                int i = (c * _shape.ChannelStride) + (((y * _shape.Width) + window.Left) * _shape.PixelStride);
                for (int x = 0; x < window.Width; x++, i += _shape.PixelStride)
                {
                    float value = erasing.Value ?? (float)draws.Normal();
                    target[i] = TPixel.OfNormalized(value, _scale.Scale(c), _scale.Offset(c));
                }
            }
        }

        return true;
    }
}
