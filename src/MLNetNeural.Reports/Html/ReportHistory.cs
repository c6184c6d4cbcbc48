using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports.Html;

/// <summary>The epochs of a run as columns, which is how they are drawn. What is not finite, or not there, is null.</summary>
internal sealed record ReportHistory
{
    /// <summary>The epochs, from 1.</summary>
    public IReadOnlyList<int> Epoch { get; init; } = [];

    public IReadOnlyList<double?> TrainingLoss { get; init; } = [];

    public IReadOnlyList<double?> ValidationLoss { get; init; } = [];

    public IReadOnlyList<double?> TrainingAccuracy { get; init; } = [];

    public IReadOnlyList<double?> ValidationAccuracy { get; init; } = [];

    public IReadOnlyList<double?> LearningRate { get; init; } = [];

    /// <summary>Seconds of training and validation.</summary>
    public IReadOnlyList<double?> Seconds { get; init; } = [];

    /// <summary>The best epoch so far, from 1; null without validation rows.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Epochs that were asked for; null where nobody knows.</summary>
    public int? PlannedEpochs { get; init; }

    /// <summary>Why training ended, as a person says it; null while it goes on, and where nobody noted it.</summary>
    public string? Ended { get; init; }

    /// <summary>The history of a run, or of its beginning.</summary>
    /// <param name="history">The epochs so far; may be none.</param>
    /// <param name="plannedEpochs">Epochs that were asked for; null where nobody knows.</param>
    public static ReportHistory Of(TrainingHistory history, int? plannedEpochs)
    {
        EpochMetrics[] epochs = history.Epochs.IsDefault ? [] : [.. history.Epochs];
        return new ReportHistory
        {
            Epoch = [.. epochs.Select(epoch => epoch.Epoch)],
            TrainingLoss = Column(epochs, epoch => epoch.TrainingLoss),
            ValidationLoss = Column(epochs, epoch => epoch.ValidationLoss),
            TrainingAccuracy = Column(epochs, epoch => epoch.TrainingAccuracy),
            ValidationAccuracy = Column(epochs, epoch => epoch.ValidationAccuracy),
            LearningRate = Column(epochs, epoch => RunFacts.Shortest((float)epoch.LearningRate)),
            Seconds = Column(epochs, epoch => Math.Round(epoch.Elapsed.TotalSeconds, 4)),
            BestEpoch = epochs.LastOrDefault(epoch => epoch.IsBest)?.Epoch,
            PlannedEpochs = plannedEpochs,
            Ended = history.StopReason switch
            {
                null => null,
                StopReason.MaxEpochs => "all epochs were done",
                StopReason.EarlyStopping => "no more improvement",
                StopReason.TargetReached => "the target was reached",
                StopReason.MaxTrainingTime => "the time limit was reached",
                StopReason.Callback => "a callback ended it",
                StopReason.Requested => "stopped on request",
                { } other => other.ToString(),
            },
        };
    }

    /// <summary>A column; empty where no epoch has the metric.</summary>
    private static double?[] Column(EpochMetrics[] epochs, Func<EpochMetrics, double?> metric)
    {
        double?[] values = [.. epochs.Select(epoch => metric(epoch) is { } value && double.IsFinite(value) ? value : (double?)null)];
        return values.Any(value => value is not null) ? values : [];
    }
}
