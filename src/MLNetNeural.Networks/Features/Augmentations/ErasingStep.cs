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
            T value = TPixel.OfNormalized(erasing.Value ?? 0, _scale.Scale(c), _scale.Offset(c));
            for (int y = window.Top; y < window.Top + window.Height; y++)
            {
                int start = (c * _shape.ChannelStride) + (((y * _shape.Width) + window.Left) * _shape.PixelStride);
                if (erasing.Value is null) AddNoise(ref draws, target[start..], window.Width, c);
                else if (_shape.PixelStride == 1) target.Slice(start, window.Width).Fill(value);
                else for (int x = 0; x < window.Width; x++) target[start + (x * _shape.PixelStride)] = value;
            }
        }

        return true;
    }

    private void AddNoise(ref Draws draws, Span<T> line, int width, int channel)
    {
        for (int x = 0; x < width; x++) line[x * _shape.PixelStride] = TPixel.OfNormalized((float)draws.Normal(), _scale.Scale(channel), _scale.Offset(channel));
    }
}
