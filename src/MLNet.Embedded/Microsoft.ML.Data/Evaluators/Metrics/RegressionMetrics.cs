namespace Microsoft.ML.Data;

/// <summary>How far predicted numbers are from the known ones.</summary>
/// <remarks>Rows whose label or score is NaN do not count; without rows every metric is 0.</remarks>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(RegressionCounters counters)
    {
        MeanAbsoluteError = counters.MeanAbsoluteError;
        MeanSquaredError = counters.MeanSquaredError;
        RootMeanSquaredError = Math.Sqrt(counters.MeanSquaredError);
        LossFunction = counters.LossFunction;
        RSquared = counters.RSquared;
    }

    /// <summary>The mean of |label − score|.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The mean of (label − score)².</summary>
    public double MeanSquaredError { get; }

    /// <summary>The square root of the mean squared error.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>The mean of the squared loss, computed in single precision.</summary>
    public double LossFunction { get; }

    /// <summary>1 − squared errors / squared deviations of the labels from their mean: 1 is perfect; NaN when all labels are equal.</summary>
    public double RSquared { get; }
}
