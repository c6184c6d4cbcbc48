using System.Collections.Immutable;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>
/// Binary cross-entropy of logits z for targets t in [0, 1], the mean over the outputs of −(u·t·ln σ(z) + (1 − t)·ln(1 − σ(z))),
/// with positive weights u. One output is a binary classifier, several are independent labels.
/// </summary>
/// <remarks>Computed as u·t·s(−z) + (1 − t)·s(z) with s(z) = ln(1 + eᶻ), so that no finite logits overflow.</remarks>
public sealed record BinaryCrossEntropy : Loss
{
    /// <summary>Weight u of positive targets; one an output, each greater than 0, finite, or none for 1 each. Default: none.</summary>
    public ImmutableArray<float> PositiveWeights { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <inheritdoc/>
    public override bool TargetsAreClasses => false;

    /// <inheritdoc/>
    public override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        double loss = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            double z = outputs[j], t = target.Values[j], weighted = PositiveWeights.IsEmpty ? t : t * PositiveWeights[j];
            double log = Math.Log(1 + Math.Exp(-Math.Abs(z)));
            loss += (weighted * (Math.Max(-z, 0) + log)) + ((1 - t) * (Math.Max(z, 0) + log));
            if (!gradient.IsEmpty)
            {
                double p = 1 / (1 + Math.Exp(-z));
                gradient[j] = (float)(((weighted * (p - 1)) + ((1 - t) * p)) * scale / outputs.Length);
            }
        }

        return loss / outputs.Length;
    }

    /// <summary>Two losses are equal when their options are.</summary>
    public bool Equals(BinaryCrossEntropy? other) => other is not null && PositiveWeights.SequenceEqual(other.PositiveWeights);

    /// <inheritdoc/>
    public override int GetHashCode() => PositiveWeights.Aggregate(0, HashCode.Combine);

    internal override OptionErrors Check() => base.Check()
        .RequireAll(PositiveWeights, weight => weight is > 0 and < float.PositiveInfinity, "all greater than 0 and finite");

    internal override OptionErrors CheckTargets(Targets targets) => base.CheckTargets(targets)
        .Require(
            PositiveWeights.IsEmpty || PositiveWeights.Length == targets.Outputs,
            PositiveWeights.Length,
            $"one an output, {targets.Outputs}",
            "PositiveWeights.Length")
        .Include(CheckValues(targets, t => t is >= 0 and <= 1, "in [0, 1]"));
}
