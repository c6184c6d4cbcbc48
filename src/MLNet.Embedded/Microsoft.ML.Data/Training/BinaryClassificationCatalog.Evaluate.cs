using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    /// <summary>Compares the scores and probabilities of a classifier with the known classes.</summary>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">
    /// Column of the true class: Boolean; a number that is positive above 0, missing if NaN; or a key of two values, of which the second is positive.
    /// </param>
    /// <param name="scoreColumnName">Column of the score, a Single; above 0 the positive class is predicted.</param>
    /// <param name="probabilityColumnName">Column of the probability of the positive class, a Single.</param>
    /// <param name="predictedLabelColumnName">Column of the predicted class. It must be there; the score decides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or there are no rows of one of the classes.</exception>
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string probabilityColumnName = "Probability",
        string predictedLabelColumnName = "PredictedLabel")
    {
        ArgumentException.ThrowIfNullOrEmpty(probabilityColumnName);
        return Evaluator(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName).EvaluateCalibrated(data);
    }

    /// <summary>Compares the scores of a classifier without probabilities with the known classes.</summary>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">
    /// Column of the true class: Boolean; a number that is positive above 0, missing if NaN; or a key of two values, of which the second is positive.
    /// </param>
    /// <param name="scoreColumnName">Column of the score, a Single; above 0 the positive class is predicted.</param>
    /// <param name="predictedLabelColumnName">Column of the predicted class. It must be there; the score decides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or there are no rows of one of the classes.</exception>
    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel")
        => Evaluator(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName).Evaluate(data);

    private BinaryEvaluator Evaluator(IDataView data, string label, string score, string? probability, string predictedLabel)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(label, "labelColumnName");
        ArgumentException.ThrowIfNullOrEmpty(score, "scoreColumnName");
        ArgumentException.ThrowIfNullOrEmpty(predictedLabel, "predictedLabelColumnName");
        return new(Environment, label, score, probability, predictedLabel);
    }
}
