using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog
{
    /// <summary>Compares predicted numbers with the known ones.</summary>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">Column of the true numbers, a Single.</param>
    /// <param name="scoreColumnName">Column of the predicted numbers, a Single.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public RegressionMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        return new RegressionEvaluator(Environment, labelColumnName, scoreColumnName).Evaluate(data);
    }
}
