namespace Microsoft.ML.Data;

/// <summary>The sums behind <see cref="BinaryClassificationMetrics"/>.</summary>
internal sealed class BinaryCounters
{
    private readonly RankedRows _ranked = new();
    private readonly double[][] _confusion = [new double[2], new double[2]];
    private double _logLossPositives;
    private double _logLossNegatives;
    private double _logLoss;

    /// <summary>Rows by true class, then by predicted class; index 0 is the positive class.</summary>
    public double[][] Confusion => _confusion;

    public double Accuracy => (_confusion[0][0] + _confusion[1][1]) / (Positives + Negatives);

    public double LogLoss => double.IsNaN(_logLoss) ? double.NaN : LogLossRows > 0 ? _logLoss / LogLossRows : 0;

    public double LogLossReduction
    {
        get
        {
            if (LogLossRows == 0)
                return 0;
            double prior = EntropyOf(_logLossPositives / LogLossRows);
            return (prior - (_logLoss / LogLossRows)) / prior;
        }
    }

    public double Entropy => EntropyOf(Positives / (Positives + Negatives));

    private double Positives => _confusion[0][0] + _confusion[0][1];

    private double Negatives => _confusion[1][0] + _confusion[1][1];

    private double LogLossRows => _logLossPositives + _logLossNegatives;

    /// <summary>Counts one row.</summary>
    /// <param name="isPositive">Its true class.</param>
    /// <param name="score">Its score, finite; above 0 it is predicted to be positive.</param>
    /// <param name="probability">Its probability to be positive; NaN when it has none.</param>
    public void Add(bool isPositive, float score, float probability)
    {
        _ranked.Add(score, isPositive);
        _confusion[isPositive ? 0 : 1][score > 0 ? 0 : 1]++;
        // NaN makes the whole log-loss NaN, but not the prior.
        _logLoss -= Math.Log2(isPositive ? probability : 1.0 - probability);
        if (float.IsNaN(probability))
            return;
        if (isPositive)
            _logLossPositives++;
        else
            _logLossNegatives++;
    }

    public (double Roc, double PrecisionRecall) Areas() => _ranked.Areas();

    // In bits.
    private static double EntropyOf(double p) => p is 0 or 1 ? 0 : -(p * Math.Log2(p)) - ((1 - p) * Math.Log2(1 - p));
}
