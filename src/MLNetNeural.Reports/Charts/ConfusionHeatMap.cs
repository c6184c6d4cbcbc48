using System.Globalization;
using Microsoft.ML.Data;
using MLNetNeural.Reports.Charts.Canvas;

namespace MLNetNeural.Reports.Charts;

/// <summary>A confusion matrix in colors: how often each true class was predicted as each class.</summary>
public static class ConfusionHeatMap
{
    private const int LongestName = 22;
    private const double Margin = 24, Top = 84, LargestCell = 92, SmallestCell = 10, TableSize = 640;

    // Where text on the cell's color must change from dark to light (light theme) or back (dark theme) to stay at 4.5:1.
    private const double LightTurn = 0.81, DarkTurn = 0.68;

    /// <summary>Draws the matrix: a row for each true class, colored by the row's shares, with counts where they fit.</summary>
    /// <param name="matrix">The matrix of an evaluation.</param>
    /// <param name="classNames">A name for each class, in the order of the matrix; null for numbers.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public static Chart Draw(ConfusionMatrix matrix, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.NumberOfClasses;
        IReadOnlyList<string> names = classNames ?? [.. Enumerable.Range(0, n).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        if (names.Count != n) throw new ArgumentException($"The matrix has {n} classes, got {names.Count} names.", nameof(classNames));

        string[] labels = [.. names.Select(name => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…"))];
        double cell = Math.Clamp(TableSize / n, SmallestCell, LargestCell), longest = ChartDrawing.CharWidth * labels.Max(label => label.Length);
        bool isTurned = longest > cell - 4;
        double left = Margin + 24 + longest + 10, header = isTurned ? longest + 10 : 22, top = Top + header;
        double width = Math.Max(left + (n * cell) + Margin, 360), height = top + (n * cell) + Margin;

        double all = matrix.Counts.Sum(row => row.Sum()), right = Enumerable.Range(0, n).Sum(i => matrix.Counts[i][i]);
        string summary = string.Create(CultureInfo.InvariantCulture, $"{right:0.##} of {all:0.##} right{(all > 0 ? $" ({100 * right / all:0.0} %)" : "")}");
        var canvas = new ChartDrawing(width, height, $"Confusion matrix of {n} classes", $"{summary}. Rows are true classes, columns predicted ones.");
        canvas.Text(Margin, 34, "Confusion matrix", "title");
        canvas.Text(Margin, 54, summary);
        canvas.Text(left + (n * cell / 2), Top - 8, "predicted", "strong", "middle");
        canvas.Text(Margin + 8, top + (n * cell / 2), "true", "strong", "middle", rotate: -90);
        int every = (int)Math.Ceiling(13 / cell);
        for (int i = 0; i < n; i++)
        {
            double middle = (i + 0.5) * cell;
            if (i % every == 0)
            {
                canvas.Text(left - 10, top + middle + 4, labels[i], "", "end");
                if (isTurned) canvas.Text(left + middle + 4, top - 8, labels[i], rotate: -90);
                else canvas.Text(left + middle, top - 8, labels[i], "", "middle");
            }

            double row = matrix.Counts[i].Sum();
            for (int j = 0; j < n; j++) DrawCell(canvas, left + (j * cell), top + (i * cell), cell, matrix.Counts[i][j], row, $"true {names[i]}, predicted {names[j]}");
        }

        return canvas.Finish();
    }

    private static void DrawCell(IChartCanvas canvas, double x, double y, double cell, double count, double row, string what)
    {
        double share = row > 0 ? count / row : 0, gap = cell >= 24 ? 1 : 0;
        string number = count.ToString("0.##", CultureInfo.InvariantCulture), percent = string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
        canvas.Rectangle(x + gap, y + gap, cell - (2 * gap), cell - (2 * gap), "frame");
        canvas.Rectangle(x + gap, y + gap, cell - (2 * gap), cell - (2 * gap), "heat", share, $"{what}: {number} ({percent} of the row)");
        if (ChartDrawing.CharWidth * number.Length > cell - 6) return;

        string style = StyleOf(share);
        bool hasShare = cell >= 50 && count > 0;
        canvas.Text(x + (cell / 2), y + (cell / 2) + (hasShare ? -2 : 4), number, style, "middle");
        if (hasShare) canvas.Text(x + (cell / 2), y + (cell / 2) + 14, percent, $"small {style}", "middle");
    }

    /// <summary>The style of the text on a cell.</summary>
    /// <param name="share">Share of the row, in [0, 1].</param>
    internal static string StyleOf(double share) => $"cell{(share > LightTurn ? " onLight" : "")}{(share > DarkTurn ? " onDark" : "")}";
}
