using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training;

/// <summary>The loss became infinite or not a number.</summary>
/// <param name="message">Where it happened, and what to do.</param>
public sealed class TrainingDivergedException(string message) : InvalidOperationException(message)
{
    /// <summary>Zero-based epoch.</summary>
    public int EpochIndex { get; internal init; }

    /// <summary>Zero-based batch of the epoch.</summary>
    public int Batch { get; internal init; }

    /// <summary>Learning rate of the step.</summary>
    public float LearningRate { get; internal init; }

    /// <summary>Zero-based first layer whose outputs were not finite; null when all were, so that the loss itself is at fault.</summary>
    public int? Layer { get; internal init; }

    /// <summary>The network with the weights of the best epoch so far; the receiver disposes of it. Null when no epoch was the best or its weights were not kept.</summary>
    public INetwork? BestNetwork { get; internal set; }

    /// <summary>File with the weights of the best epoch so far; null without a folder or validation rows.</summary>
    public string? BestCheckpoint { get; internal init; }

    /// <summary>File to resume from; null without a folder or a whole epoch.</summary>
    public string? LastCheckpoint { get; internal init; }
}
