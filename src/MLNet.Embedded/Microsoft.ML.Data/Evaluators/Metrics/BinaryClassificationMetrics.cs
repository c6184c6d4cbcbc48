namespace Microsoft.ML.Data;

/// <summary>How well a classifier of two classes does on data with known classes.</summary>
/// <remarks>A row is predicted to be positive when its score is above 0. Rows with a missing label or a score that is not finite do not count.</remarks>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryCounters counters, ConfusionMatrix confusion)
    {
        (AreaUnderRocCurve, AreaUnderPrecisionRecallCurve) = counters.Areas();
        Accuracy = counters.Accuracy;
        PositivePrecision = confusion.PerClassPrecision[0];
        PositiveRecall = confusion.PerClassRecall[0];
        NegativePrecision = confusion.PerClassPrecision[1];
        NegativeRecall = confusion.PerClassRecall[1];
        double sum = PositivePrecision + PositiveRecall;
        F1Score = sum == 0 ? 0 : 2 * PositivePrecision * PositiveRecall / sum;
        ConfusionMatrix = confusion;
    }

    /// <summary>The share of pairs of a positive and a negative row that the scores put in the right order; a tie is half right.</summary>
    public double AreaUnderRocCurve { get; }

    /// <summary>The share of rows that are predicted right.</summary>
    public double Accuracy { get; }

    /// <summary>Of the rows predicted to be positive, the share that is; 0 when there are none.</summary>
    public double PositivePrecision { get; }

    /// <summary>Of the positive rows, the share predicted to be positive; 0 when there are none.</summary>
    public double PositiveRecall { get; }

    /// <summary>Of the rows predicted to be negative, the share that is; 0 when there are none.</summary>
    public double NegativePrecision { get; }

    /// <summary>Of the negative rows, the share predicted to be negative; 0 when there are none.</summary>
    public double NegativeRecall { get; }

    /// <summary>The harmonic mean of positive precision and recall; 0 when both are 0.</summary>
    public double F1Score { get; }

    /// <summary>The area under the curve of positive precision over positive recall, by trapezoids.</summary>
    public double AreaUnderPrecisionRecallCurve { get; }

    /// <summary>How often which class was taken for which; index 0 is the positive class.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
