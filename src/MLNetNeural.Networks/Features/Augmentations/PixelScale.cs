namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>What the colors of a store's images are to the network: normalized = color·scale + offset, colors from 0 to 255.</summary>
internal sealed class PixelScale
{
    private readonly float[] _scale;
    private readonly float[] _offset;

    public PixelScale(FeatureStore features)
    {
        int channels = features.Image!.Channels;
        ChannelAffine map = (features as ByteFeatures)?.Affine ?? features.Image.Normalization ?? new ChannelAffine([1 / 255f], [0]);
        _scale = [.. Enumerable.Range(0, channels).Select(c => map.Scale[map.Scale.Length == 1 ? 0 : c])];
        _offset = [.. Enumerable.Range(0, channels).Select(c => map.Offset[map.Offset.Length == 1 ? 0 : c])];
    }

    public float Scale(int channel) => _scale[channel];

    public float Offset(int channel) => _offset[channel];
}
