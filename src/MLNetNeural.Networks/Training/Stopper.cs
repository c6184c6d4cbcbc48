using System.Diagnostics;

namespace MLNetNeural.Networks.Training;

/// <summary>Says when training is over, and why.</summary>
internal sealed class Stopper(TrainingOptions options)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly EarlyStopping? _early = options.EarlyStoppingCriteria is { } criteria ? new EarlyStopping(criteria) : null;
    private StopReason? _byMetrics;
    private StopReason? _asked;

    /// <summary>Why no further epoch is to begin; null to go on.</summary>
    public StopReason? Reason => _byMetrics ?? _asked ?? (TimeIsOver ? StopReason.MaxTrainingTime : null);

    /// <summary>Whether the batch that was done last must remain the last.</summary>
    public bool TimeIsOver => Stopwatch.GetElapsedTime(_start) >= options.MaxTrainingTime;

    /// <summary>Takes in an epoch's metrics.</summary>
    public void Observe(EpochMetrics epoch)
        => _byMetrics = _early?.Observe(epoch) ?? (epoch.Epoch >= options.MaxEpochs ? StopReason.MaxEpochs : null);

    /// <summary>The metrics for a callback, which can end training by them.</summary>
    public EpochMetrics WithSwitch(EpochMetrics epoch) => epoch with { Switch = new StopSwitch(reason => _asked = reason) };
}
