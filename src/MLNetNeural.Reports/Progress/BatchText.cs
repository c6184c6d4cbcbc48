using System.Globalization;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports.Progress;

/// <summary>Where training stands, in a line of words.</summary>
internal static class BatchText
{
    /// <summary>"epoch 1/20, batch 2/14, loss 0.7500, accuracy 0.500, 840 rows/s, 18 s left": what a task does not have, or is not known yet, is left out.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="epochs">Most epochs of the training.</param>
    /// <param name="pace">How fast it goes.</param>
    /// <param name="rowName">What rows are called.</param>
    public static string Of(BatchMetrics batch, int epochs, Pace pace, string rowName)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"epoch {batch.EpochIndex + 1}/{epochs}, batch {batch.Batch}/{batch.Batches}, loss {batch.Loss:0.0000}");
        if (batch.Accuracy is { } accuracy) text += string.Create(CultureInfo.InvariantCulture, $", accuracy {accuracy:0.000}");
        if (pace.RowsPerSecond is { } rate) text += $", {EpochTable.Rate(rate)} {rowName}/s";
        if (pace.Left is { } left) text += $", {Duration.Text(left)} left";
        return text;
    }
}
