using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports.Tests;

/// <summary>Metrics as training gives them.</summary>
internal static class Epochs
{
    public static EpochMetrics Classes(int index, bool isBest = false)
        => new(index, 0.01, 1.0 / (index + 1), 0.5, 1.25, 0.625, isBest, TimeSpan.FromSeconds(2));

    public static EpochMetrics Values(int index) => new(index, 2e-4, 100.0 / (index + 1), null, null, null, false, TimeSpan.FromSeconds(2));

    public static BatchMetrics Batch(int index, int batch, int batches = 4)
        => new(index, batch, batches, 0.75, 0.5) { Rows = batch * 25, LearningRate = 0.01 };
}
