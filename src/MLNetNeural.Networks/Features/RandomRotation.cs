using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Rotates an image about its center by an angle that is drawn uniformly, in degrees counter-clockwise; what falls outside is cut off, as in
/// torchvision's <c>RandomRotation</c> without <c>expand</c>. Needs features that are images.
/// </summary>
public sealed record RandomRotation : Augmentation
{
    /// <summary>Rotates by −<paramref name="degrees"/> to <paramref name="degrees"/>.</summary>
    /// <param name="degrees">At least 0, finite.</param>
    public RandomRotation(float degrees) => Degrees = (-degrees, degrees);

    /// <summary>Rotates by an angle of a range.</summary>
    /// <param name="degrees">See <see cref="Degrees"/>.</param>
    public RandomRotation(ValueRange degrees) => Degrees = degrees;

    /// <summary>The angles; minimum ≤ maximum, finite.</summary>
    public ValueRange Degrees { get; init; }

    /// <summary>How a pixel is computed. Default: the nearest pixel, as in torchvision.</summary>
    public RotationFilter Filter { get; init; }

    /// <summary>The color where nothing was, in all channels, from 0 to 255; where features are float32 it is normalized as pixels are. Default: 0.</summary>
    public float Fill { get; init; }

    internal override OptionErrors Check() => new OptionErrors(nameof(RandomRotation))
        .Require(Degrees.IsWithin(float.MinValue, float.MaxValue), Degrees, "rising and finite")
        .Require(Enum.IsDefined(Filter), Filter, "Nearest or Bilinear")
        .Require(Fill is >= 0 and <= 255, Fill, "in [0, 255]");
}
