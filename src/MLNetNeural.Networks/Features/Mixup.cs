using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Randomness;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Mixes every row of a batch with another, λ·x + (1 − λ)·x′, and their targets likewise; λ is drawn for each batch from the
/// distribution Beta(α, α). Zhang et al., ICLR 2018. Works on features of every kind; last of a list.
/// </summary>
/// <param name="Alpha">α, greater than 0 and finite: the greater, the nearer λ is to a half. Default: 1 (all shares alike).</param>
/// <param name="Probability">Share of the batches that are mixed; in [0, 1]. Default: 1.</param>
/// <remarks>
/// A row with a class counts for both classes: λ·loss(y) + (1 − λ)·loss(y′), and likewise in the training accuracy. Values are mixed
/// themselves, λ·y + (1 − λ)·y′. The weights of rows count as those of their targets. The other row lies in the batch as many places on as is
/// drawn for the batch. Normalized values are mixed, in float32, so that a batch takes 4 bytes a feature.
/// </remarks>
public sealed record Mixup(float Alpha = 1, float Probability = 1) : Augmentation
{
    internal override bool NeedsImages => false;

    internal override OptionErrors Check() => new OptionErrors(nameof(Mixup))
        .Require(Alpha is > 0 and < float.PositiveInfinity, Alpha, "greater than 0 and finite")
        .Require(Probability is >= 0 and <= 1, Probability, "in [0, 1]");

    /// <summary>How a batch is mixed.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Zero-based epoch.</param>
    /// <param name="batch">Zero-based batch.</param>
    /// <param name="rows">Rows of the batch.</param>
    internal BatchMix Draw(int seed, int epoch, int batch, int rows)
    {
        if (rows < 2) return BatchMix.None;
        var draws = new Draws(seed, RandomUse.Mixup, epoch, batch);
        if (!draws.Chance(Probability)) return BatchMix.None;
        int shift = 1 + draws.Index(rows - 1);
        return new BatchMix((float)draws.Beta(Alpha), shift, rows);
    }
}
