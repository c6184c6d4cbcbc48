namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="ColorJitter"/> for rows of normalized float32.</summary>
internal sealed class SingleJitterStep(ColorJitter jitter, SingleFeatures features, int seed) : RowStep<float>
{
    private readonly ImageShape _shape = features.Image!;
    private readonly PixelScale _scale = new(features);

    public override bool Apply(int epoch, int row, ReadOnlySpan<float> source, Span<float> target, RowScratch<float> scratch)
    {
        var factors = JitterFactors.Draw(jitter, seed, epoch, row);
        ForEachChannel(source, target, static (value, scale, offset) => (value - offset) / scale);
        for (int place = 0; place < JitterFactors.Count; place++)
        {
            switch (factors.At(place))
            {
                case 0: SingleColors.ChangeBrightness(target, factors.Brightness); break;
                case 1: SingleColors.ChangeContrast(_shape, target, factors.Contrast); break;
                case 2 when jitter.ChangesSaturation: SingleColors.ChangeSaturation(_shape, target, factors.Saturation); break;
                case 3 when jitter.ChangesHue: SingleColors.ChangeHue(_shape, target, factors.Hue); break;
            }
        }

        ForEachChannel(target, target, static (value, scale, offset) => (value * scale) + offset);
        return true;
    }

    private void ForEachChannel(ReadOnlySpan<float> from, Span<float> to, Func<float, float, float, float> map)
    {
        int pixels = _shape.Width * _shape.Height;
        for (int c = 0; c < _shape.Channels; c++)
        {
            float scale = _scale.Scale(c), offset = _scale.Offset(c);
            for (int pixel = 0, i = c * _shape.ChannelStride; pixel < pixels; pixel++, i += _shape.PixelStride) to[i] = map(from[i], scale, offset);
        }
    }
}
