namespace MLNetNeural.Networks.Training;

/// <summary>Where training stands within an epoch.</summary>
/// <param name="EpochIndex">Zero-based epoch.</param>
/// <param name="Batch">Batches done in this epoch.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Loss">Mean loss of the epoch's rows so far.</param>
/// <param name="Accuracy">Share of correct rows so far; null where targets are values.</param>
public readonly record struct BatchMetrics(int EpochIndex, int Batch, int Batches, double Loss, double? Accuracy)
{
    /// <summary>Rows done in this epoch.</summary>
    public int Rows { get; init; }

    /// <summary>Learning rate of the batch.</summary>
    public double LearningRate { get; init; }
}
