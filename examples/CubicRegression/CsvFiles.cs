using System.Globalization;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Networks.Training;

namespace CubicRegression;

/// <summary>The tables that the example writes, for any program to read.</summary>
internal static class CsvFiles
{
    /// <summary>The loss of each epoch, before its step.</summary>
    public static void WriteHistory(string path, TrainingHistory history)
        => Write(path, "epoch,learning_rate,loss", history.Epochs.Select(epoch => Invariant($"{epoch.Epoch},{(float)epoch.LearningRate},{epoch.TrainingLoss}")));

    /// <summary>The points with their curve, their label and the model's output.</summary>
    public static void WritePredictions(string path, IEnumerable<CubicPrediction> predictions)
        => Write(path, "x,y,noisy_y,model", predictions.Select(point => Invariant($"{point.X},{point.Y},{point.NoisyY},{point.Score}")));

    private static void Write(string path, string header, IEnumerable<string> lines) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.NewLine = "\n";
        writer.WriteLine(header);
        foreach (string line in lines) writer.WriteLine(line);
    });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
