using System.Globalization;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports.Progress;

/// <summary>The epochs as lines of a table, with a column for each metric that the task has.</summary>
internal sealed class EpochTable
{
    private const string Gap = "  ", Best = "* best";

    private readonly Column[] _columns;

    /// <summary>Chooses the columns.</summary>
    /// <param name="sample">An epoch of the training.</param>
    /// <param name="epochs">Most epochs of the training.</param>
    /// <param name="rowName">What rows are called.</param>
    /// <param name="width">Characters that fit into a line; columns that matter less are left out for that. Null for all columns.</param>
    public EpochTable(EpochMetrics sample, int epochs, string rowName, int? width = null)
    {
        int first = Math.Max("epoch".Length, (2 * Text(epochs, "0").Length) + 1);
        List<Column> columns =
        [
            new("epoch".PadLeft(first), 0, (epoch, _) => $"{epoch.Epoch}/{epochs}"),
            new("train loss", 1, (epoch, _) => Text(epoch.TrainingLoss, "0.0000")),
            .. Present(sample.TrainingAccuracy, new("train acc", 4, (epoch, _) => Text(epoch.TrainingAccuracy, "0.000"))),
            .. Present(sample.ValidationLoss, new("val loss", 2, (epoch, _) => Text(epoch.ValidationLoss, "0.0000"))),
            .. Present(sample.ValidationAccuracy, new("val acc", 3, (epoch, _) => Text(epoch.ValidationAccuracy, "0.000"))),
            new("  rate", 6, (epoch, _) => Text(epoch.LearningRate, "G3")),
            new("seconds", 5, (epoch, _) => Text(epoch.Elapsed.TotalSeconds, "0.00")),
            new($"{rowName}/s", 7, (epoch, rows) => rows > 0 && epoch.Elapsed > TimeSpan.Zero ? Rate(rows / epoch.Elapsed.TotalSeconds) : ""),
        ];
        while (columns.Count > 1 && columns.Sum(column => column.Title.Length + Gap.Length) + Best.Length > width) columns.Remove(columns.MaxBy(column => column.Rank)!);
        _columns = [.. columns];
    }

    /// <summary>The titles.</summary>
    public string Header => string.Join(Gap, _columns.Select(column => column.Title));

    /// <summary>The metrics of an epoch, under their titles.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="rows">Its training rows; 0 where that is not known.</param>
    public string Line(EpochMetrics epoch, int rows)
        => string.Join(Gap, [.. _columns.Select(column => column.Text(epoch, rows).PadLeft(column.Title.Length)), epoch.IsBest ? Best : ""]).TrimEnd();

    /// <summary>"840", "12.3k" or "1.2M": as wide as its title.</summary>
    public static string Rate(double rate) => rate < 10_000 ? Text(rate, "0") : rate < 1e6 ? Text(rate / 1e3, "0.#k") : Text(rate / 1e6, "0.#M");

    private static Column[] Present(double? sample, Column column) => sample is null ? [] : [column];

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    /// <param name="Title">The title.</param>
    /// <param name="Rank">How much the column matters, 0 the most.</param>
    /// <param name="Text">The text for an epoch and its training rows.</param>
    private sealed record Column(string Title, int Rank, Func<EpochMetrics, int, string> Text);
}
