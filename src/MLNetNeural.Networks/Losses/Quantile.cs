using System.Collections.Immutable;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>
/// Quantile loss (pinball): the mean over the outputs of q·d where d ≥ 0, else (q − 1)·d, d = target − output. Its minimum is the
/// q-quantile of the targets. Each target has one output for each quantile: those of the first target come first. Koenker and
/// Bassett, 1978.
/// </summary>
public sealed record Quantile : Loss
{
    /// <summary>The loss for the median alone: half the absolute error.</summary>
    public Quantile()
        : this(0.5f)
    {
    }

    /// <summary>The loss for some quantiles.</summary>
    /// <param name="quantiles">See <see cref="Quantiles"/>.</param>
    public Quantile(params ReadOnlySpan<float> quantiles) => Quantiles = [.. quantiles];

    /// <summary>The quantiles q, at least one, each in (0, 1). Default: 0.5.</summary>
    public ImmutableArray<float> Quantiles { get; init => field = value.IsDefault ? [] : value; }

    /// <inheritdoc/>
    public override bool TargetsAreClasses => false;

    /// <inheritdoc/>
    public override int OutputsFor(Targets targets) => base.OutputsFor(targets) * Quantiles.Length;

    /// <inheritdoc/>
    public override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        double loss = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            double q = Quantiles[j % Quantiles.Length], d = (double)target.Values[j / Quantiles.Length] - outputs[j];
            loss += d >= 0 ? q * d : (q - 1) * d;
            if (!gradient.IsEmpty) gradient[j] = (float)((d > 0 ? -q : d < 0 ? 1 - q : d) * scale / outputs.Length); // 0 stays 0, and a NaN stays a NaN
        }

        return loss / outputs.Length;
    }

    /// <summary>Two losses are equal when their quantiles are.</summary>
    public bool Equals(Quantile? other) => other is not null && Quantiles.SequenceEqual(other.Quantiles);

    /// <inheritdoc/>
    public override int GetHashCode() => Quantiles.Aggregate(0, HashCode.Combine);

    internal override OptionErrors Check() => base.Check()
        .RequireThat(!Quantiles.IsEmpty, "Quantile.Quantiles must hold at least one quantile, got none.")
        .RequireAll(Quantiles, quantile => quantile is > 0 and < 1, "all in (0, 1)");

    internal override OptionErrors CheckTargets(Targets targets) => base.CheckTargets(targets).Include(CheckValues(targets, float.IsFinite, "finite"));
}
