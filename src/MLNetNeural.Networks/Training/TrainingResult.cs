using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training;

/// <summary>The result of a training run.</summary>
/// <param name="Network">The trained network; the receiver disposes of it.</param>
/// <param name="History">The epochs.</param>
/// <param name="BestCheckpoint">File with the weights of the best epoch; null without a folder or validation rows.</param>
/// <param name="LastCheckpoint">File to resume from: weights, optimizer and the rest of the last epoch that was written; null without a folder.</param>
/// <param name="StopReason">Why training ended.</param>
public sealed record TrainingResult(INetwork Network, TrainingHistory History, string? BestCheckpoint, string? LastCheckpoint, StopReason StopReason);
