using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog
{
    /// <summary>Learns and evaluates once for each fold of the data: on the fold itself, after learning from the others.</summary>
    /// <param name="data">The data.</param>
    /// <param name="estimator">What learns; its model must give the columns that <see cref="Evaluate"/> reads, under their default names.</param>
    /// <param name="numberOfFolds">The number of folds; at least 2.</param>
    /// <param name="labelColumnName">Column of the true numbers, for the evaluation.</param>
    /// <param name="samplingKeyColumnName">Rows of equal values in this column come into the same fold; see <see cref="DataOperationsCatalog.CrossValidationSplit(IDataView, int, string?, int?)"/>.</param>
    /// <param name="seed">Seed of the split; null: that of the context, or a fixed one.</param>
    /// <returns>Model, metrics and scored test set of each fold, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or a column is missing or of another type.</exception>
    public IReadOnlyList<CrossValidationResult<RegressionMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => Evaluate(scored, labelColumnName));
    }
}
