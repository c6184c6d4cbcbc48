using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Multiplies the rate by a factor when a metric has not improved for some epochs (PyTorch's ReduceLROnPlateau).</summary>
/// <remarks>The rate is a function of the metrics of all epochs before, so that a resumed run needs no more than its history.</remarks>
public sealed record ReduceOnPlateauSchedule : LearningRateSchedule
{
    /// <summary>A tenth of the rate after more than ten epochs without improvement, unless other values are given.</summary>
    /// <param name="factor">See <see cref="Factor"/>.</param>
    /// <param name="patience">See <see cref="Patience"/>.</param>
    public ReduceOnPlateauSchedule(double factor = 0.1, int patience = 10)
    {
        Factor = factor;
        Patience = patience;
    }

    /// <summary>Factor of each reduction; in (0, 1). Default: 0.1.</summary>
    public double Factor { get; init; }

    /// <summary>Epochs without improvement that are tolerated; one more reduces the rate. At least 0. Default: 10.</summary>
    public int Patience { get; init; }

    /// <summary>The metric; losses are better when lower, accuracies when higher. Default: the validation loss.</summary>
    public TrainingMetric Metric { get; init; }

    /// <summary>How much better than the best before a metric must be, strictly, to count as better; at least 0, finite. Default: 0.0001.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Whether the threshold is a share of the best metric, as in best · (1 − threshold), or a difference to it. Default: true, a share.</summary>
    public bool ThresholdIsRelative { get; init; } = true;

    /// <summary>Epochs after a reduction that do not count; at least 0. Default: 0.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate below which it is not reduced; at least 0, finite. Default: 0.</summary>
    public double MinimumRate { get; init; }

    internal override ReduceOnPlateauSchedule Plateau => this;

    /// <summary>The rate that is given: reductions are made to <paramref name="initialRate"/> itself, by <see cref="After"/>.</summary>
    /// <param name="step">Without effect.</param>
    /// <param name="initialRate">The optimizer's learning rate with the reductions so far.</param>
    public override double At(int step, double initialRate) => initialRate;

    /// <summary>The rate of the epoch that comes after others.</summary>
    /// <param name="metrics">The metric of each epoch before, from the first on.</param>
    /// <param name="initialRate">The optimizer's learning rate.</param>
    public double After(IEnumerable<double> metrics, double initialRate)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var reduction = new PlateauReduction(this, initialRate);
        foreach (double metric in metrics) reduction.Observe(metric);
        return reduction.Rate;
    }

    internal override OptionErrors Check() => base.Check()
        .RequireThat(!PerStep, "ReduceOnPlateauSchedule.PerStep has no effect: metrics come once an epoch; leave it false.")
        .Require(Factor is > 0 and < 1, Factor, "in (0, 1)")
        .Require(Patience >= 0, Patience, "at least 0")
        .Require(Enum.IsDefined(Metric), Metric, "a metric")
        .Require(Threshold is >= 0 and < double.PositiveInfinity, Threshold, "at least 0 and finite")
        .Require(Cooldown >= 0, Cooldown, "at least 0")
        .Require(MinimumRate is >= 0 and < double.PositiveInfinity, MinimumRate, "at least 0 and finite");
}
