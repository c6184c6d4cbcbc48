using MLNetNeural.Networks.Randomness;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>Mirrors an image left to right. Needs features that are images.</summary>
/// <param name="Probability">Share of the rows that are mirrored; in [0, 1]. Default: 0.5.</param>
public sealed record RandomHorizontalFlip(float Probability = 0.5f) : Augmentation
{
    internal override OptionErrors Check() => new OptionErrors(nameof(RandomHorizontalFlip))
        .Require(Probability is >= 0 and <= 1, Probability, "in [0, 1]");

    /// <summary>Whether a row is mirrored in an epoch; engines that mirror while they copy rows ask here.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Zero-based epoch.</param>
    /// <param name="row">Zero-based row of the store.</param>
    internal bool Mirrors(int seed, int epoch, int row)
        => Philox.ToUnit(new Philox(seed, RandomUse.HorizontalFlip, epoch).Word((ulong)row)) < Probability;
}
