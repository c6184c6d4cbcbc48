using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>Mirrors an image top to bottom. Needs features that are images.</summary>
/// <param name="Probability">Share of the rows that are flipped; in [0, 1]. Default: 0.5.</param>
public sealed record RandomVerticalFlip(float Probability = 0.5f) : Augmentation
{
    internal override OptionErrors Check() => new OptionErrors(nameof(RandomVerticalFlip))
        .Require(Probability is >= 0 and <= 1, Probability, "in [0, 1]");
}
