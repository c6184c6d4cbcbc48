using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training;

/// <summary>When training ends before its last epoch, because a metric no longer improves or is good enough.</summary>
public sealed record EarlyStoppingCriteria
{
    /// <summary>Epochs in a row without improvement that end training; at least 1. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>The least change of the metric that counts as an improvement, which must exceed it; at least 0, finite. Default: 0.0001.</summary>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>The metric; losses are better when lower, accuracies when higher. Default: the validation loss.</summary>
    public TrainingMetric Metric { get; init; }

    /// <summary>Zero-based epoch from which on metrics count; at least 0. Default: 0.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>A metric at least as good as this ends training at once; finite, or null for none. Default: null.</summary>
    public double? StopAtMetric { get; init; }

    internal OptionErrors Check() => new OptionErrors(nameof(EarlyStoppingCriteria))
        .Require(Patience >= 1, Patience, "at least 1")
        .Require(MinDelta is >= 0 and < double.PositiveInfinity, MinDelta, "at least 0 and finite")
        .Require(Enum.IsDefined(Metric), Metric, "a metric")
        .Require(StartFromEpoch >= 0, StartFromEpoch, "at least 0")
        .Require(StopAtMetric is not { } target || double.IsFinite(target), StopAtMetric, "finite, or null for none");
}
