using System.Globalization;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports.Progress;

/// <summary>The epochs as lines of a table, with columns for the figures that there are.</summary>
internal sealed class EpochTable
{
    private readonly (string Title, Func<EpochMetrics, int, string> Figure)[] _columns;

    /// <summary>Chooses the columns.</summary>
    /// <param name="sample">An epoch of the training.</param>
    /// <param name="epochs">Most epochs of the training.</param>
    /// <param name="rowName">What rows are called.</param>
    public EpochTable(EpochMetrics sample, int epochs, string rowName)
    {
        int width = Math.Max("epoch".Length, (2 * Text(epochs, "0").Length) + 1);
        _columns =
        [
            ("epoch".PadLeft(width), (epoch, _) => $"{epoch.Epoch}/{epochs}"),
            ("train loss", (epoch, _) => Text(epoch.TrainingLoss, "0.0000")),
            .. Column(sample.TrainingAccuracy, "train acc", epoch => Text(epoch.TrainingAccuracy, "0.000")),
            .. Column(sample.ValidationLoss, "val loss", epoch => Text(epoch.ValidationLoss, "0.0000")),
            .. Column(sample.ValidationAccuracy, "val acc", epoch => Text(epoch.ValidationAccuracy, "0.000")),
            ("  rate", (epoch, _) => Text(epoch.LearningRate, "G3")),
            ("seconds", (epoch, _) => Text(epoch.Elapsed.TotalSeconds, "0.00")),
            ($"{rowName}/s", (epoch, rows) => rows > 0 && epoch.Elapsed > TimeSpan.Zero ? Rate(rows / epoch.Elapsed.TotalSeconds) : ""),
        ];
    }

    /// <summary>The titles.</summary>
    public string Header => string.Join("  ", _columns.Select(column => column.Title));

    /// <summary>The figures of an epoch, under their titles.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="rows">Its training rows; 0 where that is not known.</param>
    public string Line(EpochMetrics epoch, int rows)
        => string.Join("  ", [.. _columns.Select(column => column.Figure(epoch, rows).PadLeft(column.Title.Length)), epoch.IsBest ? "* best" : ""]).TrimEnd();

    /// <summary>"840", "12.3k" or "1.2M": as wide as its title.</summary>
    public static string Rate(double rate) => rate < 10_000 ? Text(rate, "0") : rate < 1e6 ? Text(rate / 1e3, "0.#k") : Text(rate / 1e6, "0.#M");

    private static (string, Func<EpochMetrics, int, string>)[] Column(double? sample, string title, Func<EpochMetrics, string> figure)
        => sample is null ? [] : [(title, (epoch, _) => figure(epoch))];

    private static string Text(double? figure, string format) => figure?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
