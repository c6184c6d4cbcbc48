using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>Mirrors a picture left to right. Needs features that are pictures.</summary>
/// <param name="Probability">Share of the rows that are mirrored; in [0, 1]. Default: 0.5.</param>
public sealed record RandomHorizontalFlip(float Probability = 0.5f) : Augmentation
{
    internal override OptionErrors Check() => new OptionErrors(nameof(RandomHorizontalFlip))
        .Require(Probability is >= 0 and <= 1, Probability, "in [0, 1]");
}
