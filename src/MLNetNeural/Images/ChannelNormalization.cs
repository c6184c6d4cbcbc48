using System.Collections.Immutable;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Images;

/// <summary>How pixels become numbers, channel by channel: normalized = (byte/255 − mean) / standard deviation.</summary>
/// <remarks>Mean and standard deviation are on the scale 0 to 1, in the order red, green, blue, as torchvision's
/// <c>Normalize</c> takes them after <c>ToTensor</c>.</remarks>
public sealed record ChannelNormalization
{
    /// <summary>Number of channels: red, green, blue.</summary>
    internal const int Channels = 3;

    /// <summary>Normalizes with a mean and a standard deviation for each channel.</summary>
    /// <param name="mean">Red, green, blue; finite.</param>
    /// <param name="standardDeviation">Red, green, blue; finite and greater than 0.</param>
    /// <exception cref="ArgumentException">There are not three figures each, or some are out of range; all faults are told.</exception>
    public ChannelNormalization(ReadOnlySpan<float> mean, ReadOnlySpan<float> standardDeviation)
    {
        Mean = [.. mean];
        StandardDeviation = [.. standardDeviation];
        List<string> faults = [];
        if (Mean.Length != Channels || !Mean.All(float.IsFinite))
        {
            faults.Add($"ChannelNormalization.Mean must be three finite numbers (red, green, blue), got {Text(Mean)}.");
        }

        // A reciprocal that overflows would make every pixel infinite.
        if (StandardDeviation.Length != Channels
            || !StandardDeviation.All(value => value > 0 && float.IsFinite(value) && 1 / value < float.MaxValue))
        {
            faults.Add(
                "ChannelNormalization.StandardDeviation must be three finite numbers greater than 0 (red, green, blue), "
                + $"got {Text(StandardDeviation)}.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }

    /// <summary>Normalizes all channels alike.</summary>
    /// <param name="mean">Finite.</param>
    /// <param name="standardDeviation">Finite and greater than 0.</param>
    /// <exception cref="ArgumentException">A figure is out of range.</exception>
    public ChannelNormalization(float mean, float standardDeviation)
        : this([mean, mean, mean], [standardDeviation, standardDeviation, standardDeviation])
    {
    }

    /// <summary>0 … 255 becomes 0 … 1: torchvision's <c>ToTensor</c> alone.</summary>
    public static ChannelNormalization ToUnitRange { get; } = new([0, 0, 0], [1, 1, 1]);

    /// <summary>0 … 255 becomes −1 … 1: mean and standard deviation 0.5 in each channel.</summary>
    public static ChannelNormalization Symmetric { get; } = new([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]);

    /// <summary>The figures of the ImageNet photographs, which networks trained there expect.</summary>
    public static ChannelNormalization ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>Mean of red, green and blue, between 0 and 1 for most images.</summary>
    public ImmutableArray<float> Mean { get; }

    /// <summary>Standard deviation of red, green and blue.</summary>
    public ImmutableArray<float> StandardDeviation { get; }

    /// <summary>Two normalizations are equal when their figures are.</summary>
    public bool Equals(ChannelNormalization? other)
        => other is not null && Mean.SequenceEqual(other.Mean) && StandardDeviation.SequenceEqual(other.StandardDeviation);

    /// <inheritdoc/>
    public override int GetHashCode() => StandardDeviation.Aggregate(Mean.Aggregate(0, HashCode.Combine), HashCode.Combine);

    /// <summary>The figures.</summary>
    public override string ToString() => $"mean {Text(Mean)}, standard deviation {Text(StandardDeviation)}";

    /// <summary>Whether red, green and blue are normalized alike.</summary>
    internal bool IsTheSameForAllChannels => Mean.Distinct().Count() == 1 && StandardDeviation.Distinct().Count() == 1;

    /// <summary>The same as a map of bytes, channel by channel: scale = 1 / (255·deviation), offset = −mean / deviation.</summary>
    internal ChannelAffine ToAffine(ImageChannels channels = ImageChannels.Rgb)
    {
        int[] order = Order(channels);
        return new([.. order.Select(c => (float)(1 / (255.0 * StandardDeviation[c])))],
            [.. order.Select(c => (float)(-(double)Mean[c] / StandardDeviation[c]))]);
    }

    /// <summary>The normalized value of each byte, channel by channel, rounded after every step as torchvision's float32 is.</summary>
    internal float[][] ToTables(ImageChannels channels) => [.. Order(channels).Select(TableOf)];

    private float[] TableOf(int channel)
        => [.. Enumerable.Range(0, 256).Select(value => ((value / 255f) - Mean[channel]) / StandardDeviation[channel])];

    private static int[] Order(ImageChannels channels) => channels switch
    {
        ImageChannels.Gray => [0],
        ImageChannels.Bgr => [2, 1, 0],
        _ => [0, 1, 2],
    };

    private static string Text(ImmutableArray<float> values)
        => $"({string.Join(", ", values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))})";
}
