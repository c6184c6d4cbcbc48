namespace MLNetNeural.Networks.Training;

/// <summary>The metrics of one epoch. Training loss and accuracy are measured in training mode: with dropout and augmentation, while the weights change.</summary>
/// <param name="EpochIndex">Zero-based epoch.</param>
/// <param name="LearningRate">Learning rate of the epoch; of its last step, where each has one of its own.</param>
/// <param name="TrainingLoss">Mean loss of the training rows.</param>
/// <param name="TrainingAccuracy">Share of training rows whose class was the most likely; null where targets are values.</param>
/// <param name="ValidationLoss">Mean loss of the validation rows after the epoch; null without such rows.</param>
/// <param name="ValidationAccuracy">Share of validation rows whose class was the most likely; null where there is none.</param>
/// <param name="IsBest">Whether the epoch is the best so far by the validation metrics; an equal one later is not.</param>
/// <param name="Elapsed">Time of training and validation.</param>
public sealed record EpochMetrics(
    int EpochIndex,
    double LearningRate,
    double TrainingLoss,
    double? TrainingAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    bool IsBest,
    TimeSpan Elapsed)
{
    /// <summary>The epoch as people count, from 1.</summary>
    public int Epoch => EpochIndex + 1;

    internal StopSwitch Switch { get; init; }

    /// <summary>Ends training after this epoch, as a normal end. Call it in a callback; on the epoch of a finished run it has no effect.</summary>
    public void Stop() => Switch.Pull(StopReason.Callback);

    /// <summary>As <see cref="Stop"/>, where the callback passes on what a person asked for: the history then says <see cref="StopReason.Requested"/>.</summary>
    public void StopOnRequest() => Switch.Pull(StopReason.Requested);
}
