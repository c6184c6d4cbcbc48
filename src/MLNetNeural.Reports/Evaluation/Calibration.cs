using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Counts how often predictions of each probability came true. DeGroot and Fienberg, 1983; Guo et al., ICML 2017.</summary>
internal sealed class Calibration
{
    private const int Bins = 10;

    private readonly long[] _counts = new long[Bins];
    private readonly double[] _predicted = new double[Bins];
    private readonly long[] _true = new long[Bins];

    /// <summary>Adds a row.</summary>
    /// <param name="probability">In [0, 1]; a bin holds its lower end, the last one both.</param>
    /// <param name="cameTrue">Whether the prediction came true.</param>
    public void Add(double probability, bool cameTrue)
    {
        int bin = Math.Clamp((int)(probability * Bins), 0, Bins - 1);
        _counts[bin]++;
        _predicted[bin] += probability;
        if (cameTrue) _true[bin]++;
    }

    /// <summary>The bins that have rows; null without any row.</summary>
    /// <param name="subject">Whose probabilities they are.</param>
    public CalibrationData? ToData(string subject)
    {
        int[] used = [.. Enumerable.Range(0, Bins).Where(bin => _counts[bin] > 0)];
        if (used.Length == 0) return null;
        double error = used.Sum(bin => Math.Abs(_predicted[bin] - _true[bin])) / _counts.Sum();
        return new CalibrationData(
            subject, [.. used.Select(bin => _predicted[bin] / _counts[bin])], [.. used.Select(bin => (double)_true[bin] / _counts[bin])], [.. used.Select(bin => _counts[bin])], error);
    }
}
