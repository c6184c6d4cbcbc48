using System.Globalization;

namespace MLNetNeural.Networks.Features;

/// <summary>The range that a value is drawn from, uniformly; a pair of numbers converts to it, as in <c>Scale = (0.5f, 1)</c>.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest; at least the minimum.</param>
public readonly record struct ValueRange(float Minimum, float Maximum)
{
    /// <summary>A pair as a range.</summary>
    public static implicit operator ValueRange((float Minimum, float Maximum) pair) => new(pair.Minimum, pair.Maximum);

    /// <summary>A range of one value.</summary>
    /// <param name="value">The value.</param>
    public static ValueRange Of(float value) => new(value, value);

    /// <summary>The two bounds: "0.08 to 1".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minimum} to {Maximum}");

    /// <summary>Whether the figures rise from <paramref name="least"/> to <paramref name="most"/>, both allowed.</summary>
    internal bool IsWithin(float least, float most) => Minimum >= least && Maximum >= Minimum && Maximum <= most;
}
