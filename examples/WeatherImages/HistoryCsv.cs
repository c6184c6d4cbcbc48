using System.Globalization;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Networks.Training;

namespace WeatherImages;

/// <summary>The epochs as a table that any program reads.</summary>
internal static class HistoryCsv
{
    public static void Write(string path, TrainingHistory history) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.NewLine = "\n";
        writer.WriteLine("epoch,learning_rate,training_loss,training_accuracy,validation_loss,validation_accuracy,seconds,is_best");
        foreach (EpochMetrics epoch in history.Epochs)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{epoch.Epoch},{(float)epoch.LearningRate},{epoch.TrainingLoss},{epoch.TrainingAccuracy},{epoch.ValidationLoss},{epoch.ValidationAccuracy},{epoch.Elapsed.TotalSeconds:0.000},{(epoch.IsBest ? 1 : 0)}"));
        }
    });
}
