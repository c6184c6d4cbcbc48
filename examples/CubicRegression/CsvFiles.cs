using Examples;
using MLNetNeural.Networks.Training;
using static System.FormattableString;

namespace CubicRegression;

/// <summary>The tables that the example writes, for any program to read.</summary>
internal static class CsvFiles
{
    /// <summary>The loss of each epoch, before its step.</summary>
    public static void WriteHistory(string path, TrainingHistory history)
        => CsvFile.Write(path, "epoch,learning_rate,loss", history.Epochs.Select(epoch => Invariant($"{epoch.Epoch},{(float)epoch.LearningRate},{epoch.TrainingLoss}")));

    /// <summary>The points with their curve, their label and the model's output.</summary>
    public static void WritePredictions(string path, IEnumerable<CubicPrediction> predictions)
        => CsvFile.Write(path, "x,y,noisy_y,model", predictions.Select(point => Invariant($"{point.X},{point.Y},{point.NoisyY},{point.Score}")));
}
