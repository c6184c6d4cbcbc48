namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Does <see cref="ColorJitter"/> for rows of bytes.</summary>
internal sealed class ByteJitterStep(ColorJitter jitter, ImageShape shape, int seed) : RowStep<byte>
{
    public override bool Apply(int epoch, int row, ReadOnlySpan<byte> source, Span<byte> target, RowScratch<byte> scratch)
    {
        var factors = JitterFactors.Draw(jitter, seed, epoch, row);
        source.CopyTo(target);
        for (int place = 0; place < JitterFactors.Count; place++)
        {
            switch (factors.At(place))
            {
                case 0: ByteColors.ChangeBrightness(target, factors.Brightness); break;
                case 1: ByteColors.ChangeContrast(shape, target, factors.Contrast); break;
                case 2 when jitter.ChangesSaturation: ByteColors.ChangeSaturation(shape, target, factors.Saturation); break;
                case 3 when jitter.ChangesHue: ByteColors.ChangeHue(shape, target, factors.Hue); break;
            }
        }

        return true;
    }
}
