using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Counts how often each true class was predicted as each class.</summary>
internal sealed class Confusion(IReadOnlyList<string> classes)
{
    private readonly long[][] _counts = [.. classes.Select(_ => new long[classes.Count])];

    /// <summary>Share of rows that were right; NaN without rows.</summary>
    public double Accuracy => (double)_counts.Select((row, c) => row[c]).Sum() / Rows;

    public long Rows => _counts.Sum(row => row.Sum());

    public void Add(int label, int predicted) => _counts[label][predicted]++;

    public ConfusionData ToData() => new(classes, _counts);

    /// <summary>Precision, recall and F1 of each class; what would divide by nothing is null.</summary>
    public ClassScores[] Scores() => [.. classes.Select((name, c) => ScoresOf(name, _counts[c][c], _counts.Sum(row => row[c]), _counts[c].Sum()))];

    /// <summary>Precision, recall and F1.</summary>
    /// <param name="name">The class.</param>
    /// <param name="right">Rows of the class that were taken for it.</param>
    /// <param name="predicted">Rows that were taken for it.</param>
    /// <param name="support">Rows of the class.</param>
    public static ClassScores ScoresOf(string name, long right, long predicted, long support)
    {
        double? precision = predicted > 0 ? (double)right / predicted : null, recall = support > 0 ? (double)right / support : null;
        double? f1 = precision is null || recall is null ? null : right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new ClassScores(name, precision, recall, f1, support);
    }
}
