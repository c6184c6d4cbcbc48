using System.Collections.Immutable;

namespace MLNetNeural.Networks.Features;

/// <summary>What a stored byte means: value = byte · scale + offset, with a scale and an offset for each channel (plane).</summary>
public sealed record ChannelAffine
{
    /// <summary>Maps bytes channel by channel.</summary>
    /// <param name="scale">One factor a channel; finite.</param>
    /// <param name="offset">One summand a channel; finite, as many as factors.</param>
    /// <exception cref="ArgumentException">The numbers of factors and summands differ or are 0, or one is not finite.</exception>
    public ChannelAffine(ReadOnlySpan<float> scale, ReadOnlySpan<float> offset)
    {
        Scale = [.. scale];
        Offset = [.. offset];
        if (Scale.IsEmpty || Scale.Length != Offset.Length || !Scale.All(float.IsFinite) || !Offset.All(float.IsFinite))
        {
            throw new ArgumentException(
                $"ChannelAffine needs as many finite scales as offsets, at least one, got [{string.Join(", ", Scale)}] and [{string.Join(", ", Offset)}].");
        }
    }

    /// <summary>value = byte.</summary>
    public static ChannelAffine Identity { get; } = new([1], [0]);

    /// <summary>One factor a channel.</summary>
    public ImmutableArray<float> Scale { get; }

    /// <summary>One summand a channel.</summary>
    public ImmutableArray<float> Offset { get; }

    /// <summary>Two maps are equal when their scales and offsets are.</summary>
    public bool Equals(ChannelAffine? other)
        => other is not null && Scale.SequenceEqual(other.Scale) && Offset.SequenceEqual(other.Offset);

    /// <inheritdoc/>
    public override int GetHashCode() => Offset.Aggregate(Scale.Aggregate(0, HashCode.Combine), HashCode.Combine);
}
