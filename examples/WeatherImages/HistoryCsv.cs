using Examples;
using MLNetNeural.Networks.Training;
using static System.FormattableString;

namespace WeatherImages;

/// <summary>The epochs as a table that any program reads.</summary>
internal static class HistoryCsv
{
    public static void Write(string path, TrainingHistory history) => CsvFile.Write(
        path,
        "epoch,learning_rate,training_loss,training_accuracy,validation_loss,validation_accuracy,seconds,is_best",
        history.Epochs.Select(epoch => Invariant(
            $"{epoch.Epoch},{(float)epoch.LearningRate},{epoch.TrainingLoss},{epoch.TrainingAccuracy},{epoch.ValidationLoss},{epoch.ValidationAccuracy},{epoch.Elapsed.TotalSeconds:0.000},{(epoch.IsBest ? 1 : 0)}")));
}
