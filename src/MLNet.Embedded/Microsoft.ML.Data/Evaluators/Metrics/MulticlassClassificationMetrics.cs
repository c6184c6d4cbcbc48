namespace Microsoft.ML.Data;

/// <summary>How well a classifier of several classes does on data with known classes.</summary>
/// <remarks>Rows with a missing label or a score that is not finite do not count.</remarks>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassCounters counters, string[] classNames)
    {
        MicroAccuracy = counters.MicroAccuracy;
        MacroAccuracy = counters.MacroAccuracy;
        LogLoss = counters.LogLoss;
        LogLossReduction = counters.LogLossReduction;
        PerClassLogLoss = Array.AsReadOnly(counters.PerClassLogLoss());
        TopKPredictionCount = counters.TopK;
        if (counters.TopK > 0)
        {
            double[] topK = counters.TopKAccuracy();
            TopKAccuracyForAllK = Array.AsReadOnly(topK);
            TopKAccuracy = topK[^1];
        }
        ConfusionMatrix = new ConfusionMatrix(counters.Confusion, classNames);
    }

    /// <summary>
    /// The mean of −ln p, where p is the score of the true class, at least 1e-15 and at most 1; for labels beyond the scores, −ln 1e-15.
    /// </summary>
    public double LogLoss { get; }

    /// <summary>(H − log-loss) / H, where H is the entropy of the labels: 1 is perfect, 0 is no better than the prior.</summary>
    public double LogLossReduction { get; }

    /// <summary>The mean over classes of the share of a class's rows that are predicted right. Classes without rows do not count.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The share of rows that are predicted right.</summary>
    public double MicroAccuracy { get; }

    /// <summary>The share of rows whose true class is among the <see cref="TopKPredictionCount"/> highest scores; 0 when that is 0.</summary>
    public double TopKAccuracy { get; }

    /// <summary>The accuracy for each k from 1 to <see cref="TopKPredictionCount"/>; null when that is 0.</summary>
    public IReadOnlyList<double>? TopKAccuracyForAllK { get; }

    /// <summary>The k of <see cref="TopKAccuracy"/>; 0: not asked for.</summary>
    public int TopKPredictionCount { get; }

    /// <summary>The log-loss over the rows of each class; 0 for classes without rows.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    /// <summary>How often which class was taken for which.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
