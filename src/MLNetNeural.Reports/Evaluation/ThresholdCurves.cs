using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>The curves of all thresholds on a score. Rows of one score fall together: no order is made up between them.</summary>
internal sealed class ThresholdCurves
{
    private const int MostPoints = 500;

    // After each distinct score, from the highest: true and false positives so far. Begins with (0, 0).
    private readonly List<(long True, long False)> _counts = [(0, 0)];

    /// <summary>Ranks rows.</summary>
    /// <param name="scores">A score of each, none NaN; higher is more likely positive.</param>
    /// <param name="labels">Whether each is positive.</param>
    public ThresholdCurves(IReadOnlyList<float> scores, IReadOnlyList<bool> labels)
    {
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i])];
        for (int i = 0; i < order.Length; i++)
        {
            (long positives, long negatives) = _counts[^1];
            (long True, long False) next = labels[order[i]] ? (positives + 1, negatives) : (positives, negatives + 1);
            if (i > 0 && scores[order[i]] == scores[order[i - 1]]) _counts[^1] = next;
            else _counts.Add(next);
        }
    }

    private long Positives => _counts[^1].True;

    private long Negatives => _counts[^1].False;

    /// <summary>True-positive over false-positive rate, and the area by trapezoids: the probability that a positive row scores higher; null without both kinds.</summary>
    public ThresholdCurve? Roc()
    {
        if (Positives == 0 || Negatives == 0) return null;
        double area = 0;
        for (int i = 1; i < _counts.Count; i++) area += (double)(_counts[i].False - _counts[i - 1].False) * (_counts[i].True + _counts[i - 1].True) / 2;
        int[] seen = Thin();
        return new ThresholdCurve(
            [.. seen.Select(i => (double)_counts[i].False / Negatives)], [.. seen.Select(i => (double)_counts[i].True / Positives)], area / Positives / Negatives, Share());
    }

    /// <summary>Precision over recall, and average precision Σ (Rᵢ − Rᵢ₋₁)·Pᵢ as scikit-learn has it; null without a positive row.</summary>
    public ThresholdCurve? PrecisionRecall()
    {
        if (Positives == 0) return null;
        double average = 0;
        for (int i = 1; i < _counts.Count; i++) average += (double)(_counts[i].True - _counts[i - 1].True) / Positives * Precision(i);
        int[] seen = [.. Thin().Where(i => i > 0)];

        // The curve begins with the precision of the highest scores.
        return new ThresholdCurve(
            [0, .. seen.Select(i => (double)_counts[i].True / Positives)], [Precision(1), .. seen.Select(Precision)], average, Share());
    }

    private double Share() => (double)Positives / (Positives + Negatives);

    private double Precision(int i) => (double)_counts[i].True / (_counts[i].True + _counts[i].False);

    private int[] Thin()
    {
        int last = _counts.Count - 1;
        return last < MostPoints ? [.. Enumerable.Range(0, _counts.Count)] : [.. Enumerable.Range(0, MostPoints + 1).Select(i => (int)((long)i * last / MostPoints))];
    }
}
