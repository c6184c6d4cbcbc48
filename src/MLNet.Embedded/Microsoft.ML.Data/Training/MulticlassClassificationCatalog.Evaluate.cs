using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class MulticlassClassificationCatalog
{
    /// <summary>Compares the scores of a classifier with the known classes.</summary>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">Column of the true class: a key, or a Single that counts classes from 0.</param>
    /// <param name="scoreColumnName">Column of the scores: a vector of one Single a class, of known size, at least 2.</param>
    /// <param name="predictedLabelColumnName">Column of the predicted class. It must be there; the predicted class is that of the highest score.</param>
    /// <param name="topKPredictionCount">If above 0: also count a row as right when its class is among that many highest scores.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or <paramref name="topKPredictionCount"/> is negative.</exception>
    /// <exception cref="IndexOutOfRangeException"><paramref name="topKPredictionCount"/> is beyond the number of classes.</exception>
    public MulticlassClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        int topKPredictionCount = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        ArgumentException.ThrowIfNullOrEmpty(predictedLabelColumnName);
        if (topKPredictionCount < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(topKPredictionCount), $"The number of highest scores to look at must not be negative, got {topKPredictionCount}.");
        }
        return new MulticlassEvaluator(Environment, labelColumnName, scoreColumnName, predictedLabelColumnName, topKPredictionCount).Evaluate(data);
    }
}
