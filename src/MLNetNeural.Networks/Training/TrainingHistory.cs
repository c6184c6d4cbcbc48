using System.Collections.Immutable;

namespace MLNetNeural.Networks.Training;

/// <summary>The epochs of a training run, from first to last.</summary>
/// <param name="Epochs">One record an epoch.</param>
public sealed record TrainingHistory(ImmutableArray<EpochMetrics> Epochs)
{
    /// <summary>The best epoch by the validation metrics; null without validation rows.</summary>
    public EpochMetrics? Best => Epochs.LastOrDefault(epoch => epoch.IsBest);

    /// <summary>The last epoch; null before the first.</summary>
    public EpochMetrics? Last => Epochs.LastOrDefault();

    /// <summary>Why training ended; null where nobody noted it, as in a model that was saved before there was a note.</summary>
    public StopReason? StopReason { get; init; }

    /// <summary>Two histories are equal when their epochs are, and the reasons why they ended.</summary>
    public bool Equals(TrainingHistory? other) => other is not null && StopReason == other.StopReason && Epochs.SequenceEqual(other.Epochs);

    /// <inheritdoc/>
    public override int GetHashCode() => Epochs.Aggregate(HashCode.Combine(StopReason), HashCode.Combine);
}
