using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Overwrites a rectangle of random area, aspect ratio and place with one value or with noise, as torchvision's <c>RandomErasing</c> does.
/// Zhong et al., AAAI 2020. Needs features that are images.
/// </summary>
/// <param name="Probability">Share of the rows that are changed; in [0, 1]. Default: 0.5.</param>
/// <remarks>A rectangle must be smaller than the image both ways; where 10 tries find none, the row stays as it is.</remarks>
public sealed record RandomErasing(float Probability = 0.5f) : Augmentation
{
    /// <summary>Area of the rectangle as a share of the image's; 0 &lt; minimum ≤ maximum ≤ 1. Default: 0.02 to 0.33.</summary>
    public ValueRange Scale { get; init; } = (0.02f, 0.33f);

    /// <summary>Height of the rectangle over its width; 0 &lt; minimum ≤ maximum. Default: 0.3 to 3.3.</summary>
    public ValueRange Ratio { get; init; } = (0.3f, 3.3f);

    /// <summary>
    /// The value of the erased pixels: a normalized value, finite; 0 is the mean of the normalization. Rows of bytes take the byte next to it. Null for
    /// noise: every number is drawn from the normal distribution with mean 0 and deviation 1 (torchvision's "random"). Default: 0.
    /// </summary>
    public float? Value { get; init; } = 0;

    internal override OptionErrors Check() => new OptionErrors(nameof(RandomErasing))
        .Require(Probability is >= 0 and <= 1, Probability, "in [0, 1]")
        .Require(Scale.IsWithin(float.Epsilon, 1), Scale, "rising within (0, 1]")
        .Require(Ratio.IsWithin(float.Epsilon, float.MaxValue), Ratio, "rising, greater than 0 and finite")
        .Require(Value is null || float.IsFinite(Value.Value), Value, "finite, or null for noise");
}
