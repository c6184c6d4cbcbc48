using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>How often a classifier gave which class for which: one row for each true class, one column for each predicted class.</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _classNames;
    private readonly bool _isBinary;

    internal ConfusionMatrix(double[][] counts, string[] classNames, bool isBinary = false)
    {
        _classNames = classNames;
        _isBinary = isBinary;
        Counts = Array.ConvertAll(counts, row => (IReadOnlyList<double>)Array.AsReadOnly(row)).AsReadOnly();
        PerClassRecall = PerClass(counts, (row, other) => counts[row][other]);
        PerClassPrecision = PerClass(counts, (column, other) => counts[other][column]);
    }

    /// <summary>Of the rows predicted to be of a class, the share that is of it; 0 where nothing was predicted.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>Of the rows that are of a class, the share predicted to be of it; 0 where there are none.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>The number of rows of true class i (outer index) predicted to be of class j (inner index).</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>The number of classes.</summary>
    public int NumberOfClasses => Counts.Count;

    /// <summary>The number of rows of one class predicted to be of another.</summary>
    /// <param name="predictedClassIndicatorIndex">The index of the predicted class, from 0.</param>
    /// <param name="actualClassIndicatorIndex">The index of the true class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not that of a class.</exception>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        CheckIndex(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        CheckIndex(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    /// <summary>The matrix as a table of text, with the recall of each row and the precision of each column.</summary>
    /// <remarks>Names that do not fit above a column are replaced there by their indices, and numbered at the rows.</remarks>
    public string GetFormattedConfusionTable()
    {
        int columnWidth = NumberOfClasses == 2 ? 8 : 5;
        bool areNumbered = _classNames.Max(name => name.Length) > columnWidth;
        int digits = (NumberOfClasses - 1).ToString(CultureInfo.InvariantCulture).Length;
        string[] rowLabels = [.. _classNames];
        if (areNumbered)
        {
            int nameWidth = Math.Max(_classNames.Max(name => name.Length), "PREDICTED".Length - digits - 2);
            for (int i = 0; i < rowLabels.Length; i++)
                rowLabels[i] = $"{Text(i).PadLeft(digits)}. {_classNames[i].PadLeft(nameWidth)}";
        }
        int labelWidth = Math.Max("PREDICTED".Length, rowLabels.Max(label => label.Length));
        string rule = new('=', NumberOfClasses * (NumberOfClasses > 2 ? 8 : 11));

        StringBuilder table = new();
        if (_isBinary)
        {
            double positives = Counts[0].Sum(), negatives = Counts[1].Sum();
            table.Append(
                CultureInfo.InvariantCulture,
                $"TEST {_classNames[0].ToUpperInvariant()} RATIO:\t{positives / (positives + negatives):N4} ({positives:F1}/({positives:F1}+{negatives:F1}))");
        }
        table.AppendLine().AppendLine("Confusion table");
        StartRow(table, "", labelWidth).AppendLine(rule);
        StartRow(table, "PREDICTED".PadRight(labelWidth), labelWidth);
        for (int j = 0; j < NumberOfClasses; j++)
            table.Append($" {(areNumbered ? Text(j) : _classNames[j]).PadLeft(columnWidth)} |");
        table.AppendLine(" Recall");
        StartRow(table, "TRUTH".PadRight(labelWidth), labelWidth).AppendLine(rule);
        for (int i = 0; i < NumberOfClasses; i++)
        {
            StartRow(table, rowLabels[i], labelWidth);
            foreach (double count in Counts[i])
                table.Append($" {count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(columnWidth)} |");
            table.AppendLine($" {Share(PerClassRecall[i], 5)}");
        }
        StartRow(table, "", labelWidth).AppendLine(rule);
        StartRow(table, "Precision".PadRight(labelWidth), labelWidth);
        foreach (double precision in PerClassPrecision)
            table.Append($"{Share(precision, columnWidth + 1)} |");
        return table.AppendLine().ToString();
    }

    private static StringBuilder StartRow(StringBuilder table, string label, int width) => table.Append(label.PadLeft(width)).Append(" ||");

    private static string Share(double value, int width) => value.ToString("F4", CultureInfo.InvariantCulture).PadLeft(width);

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlyCollection<double> PerClass(double[][] counts, Func<int, int, double> count)
    {
        double[] shares = new double[counts.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            double all = 0;
            for (int j = 0; j < shares.Length; j++)
                all += count(i, j);
            shares[i] = all > 0 ? counts[i][i] / all : 0;
        }
        return Array.AsReadOnly(shares);
    }

    private void CheckIndex(int index, string parameter)
    {
        if ((uint)index >= (uint)NumberOfClasses)
        {
            throw new ArgumentOutOfRangeException(
                parameter, index, $"The index of a class must be at least 0 and less than the number of classes, {NumberOfClasses}.");
        }
    }
}
