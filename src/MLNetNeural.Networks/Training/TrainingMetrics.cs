using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training;

/// <summary>What the members of <see cref="TrainingMetric"/> mean.</summary>
internal static class TrainingMetrics
{
    public static bool IsHigherBetter(this TrainingMetric metric) => metric is TrainingMetric.ValidationAccuracy or TrainingMetric.TrainingAccuracy;

    /// <summary>The figure of an epoch; null where there is none.</summary>
    public static double? Of(this TrainingMetric metric, EpochMetrics epoch) => metric switch
    {
        TrainingMetric.ValidationLoss => epoch.ValidationLoss,
        TrainingMetric.ValidationAccuracy => epoch.ValidationAccuracy,
        TrainingMetric.TrainingLoss => epoch.TrainingLoss,
        _ => epoch.TrainingAccuracy,
    };

    /// <summary>Whether training on a set gives the metric.</summary>
    public static OptionErrors Check(this TrainingMetric metric, string owner, TrainingSet set) => new OptionErrors(owner)
        .RequireThat(
            metric is TrainingMetric.TrainingLoss or TrainingMetric.TrainingAccuracy || !set.ValidationRows.IsDefaultOrEmpty,
            $"{owner}.Metric is {metric}, but there are no validation rows: keep some for validation, or set Metric to {TrainingMetric.TrainingLoss}.")
        .RequireThat(!metric.IsHigherBetter() || set.Targets.AreClasses, $"{owner}.Metric is {metric}, but targets that are values have no accuracy: set it to a loss.");
}
