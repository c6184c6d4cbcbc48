namespace Microsoft.ML.Data;

/// <summary>How well a classifier of two classes that gives probabilities does on data with known classes.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryCounters counters, ConfusionMatrix confusion)
        : base(counters, confusion)
    {
        LogLoss = counters.LogLoss;
        LogLossReduction = counters.LogLossReduction;
        Entropy = counters.Entropy;
    }

    /// <summary>The mean of −log₂ of the probability given to the true class, in bits; infinite when one is 0, NaN when one is NaN.</summary>
    public double LogLoss { get; }

    /// <summary>(H − log-loss) / H, where H is the entropy of the labels: 1 is perfect, 0 is no better than the prior.</summary>
    public double LogLossReduction { get; }

    /// <summary>The entropy of the labels, in bits.</summary>
    public double Entropy { get; }
}
