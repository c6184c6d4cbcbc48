using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Shares the rows out at random into rows to train on and rows to test on.</summary>
    /// <remarks>
    /// Each row is drawn for itself, so the sizes are approximate, and the test set of a few rows may be empty. The same seed gives the same
    /// sets, in every pass and in every context.
    /// </remarks>
    /// <param name="data">The data.</param>
    /// <param name="testFraction">The probability of a row to be in the test set; in (0, 1).</param>
    /// <param name="samplingKeyColumnName">
    /// Column of one standard value: rows of equal values come into the same set. As in ML.NET keys and numbers of type Single and Double are not
    /// drawn: the test set gets the lowest, and rows in which they are missing are in neither set.
    /// </param>
    /// <param name="seed">Seed of the draw; null: that of the context, or a fixed one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in (0, 1), or the column is missing or of another kind.</exception>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (testFraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(testFraction), FormattableString.Invariant($"Must be between 0 and 1 exclusive, got {testFraction}."));
        }
        return Split(data, new(_env, data, samplingKeyColumnName, seed), 0, testFraction);
    }

    /// <summary>Shares the rows out at random into folds: each is the test set once, while the others are the train set.</summary>
    /// <remarks>Each row is drawn for itself, so the sizes are approximate. The same seed gives the same folds, in every pass and in every context.</remarks>
    /// <param name="data">The data.</param>
    /// <param name="numberOfFolds">The number of folds; at least 2.</param>
    /// <param name="samplingKeyColumnName">
    /// Column of one standard value: rows of equal values come into the same fold. As in ML.NET keys and numbers of type Single and Double are not
    /// drawn but share their range out evenly; rows in which they are missing are in no set, and rows exactly on a boundary in two test sets.
    /// </param>
    /// <param name="seed">Seed of the draw; null: that of the context, or a fixed one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or the column is missing or of another kind.</exception>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string? samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return CrossValidationSplit(_env, data, numberOfFolds, samplingKeyColumnName, seed);
    }

    internal static TrainTestData[] CrossValidationSplit(
        IHostEnvironment env, IDataView data, int numberOfFolds, string? samplingKeyColumnName, int? seed)
    {
        if (numberOfFolds < 2)
            throw new ArgumentOutOfRangeException(nameof(numberOfFolds), $"Must be more than 1, got {numberOfFolds}.");
        RowLottery lottery = new(env, data, samplingKeyColumnName, seed);
        // Both ends belong to a fold: the number 1 must be in the last.
        return
        [
            .. Enumerable.Range(0, numberOfFolds).Select(fold => Split(
                data, lottery, (double)fold / numberOfFolds, Math.BitIncrement((double)(fold + 1) / numberOfFolds))),
        ];
    }

    private static TrainTestData Split(IDataView data, RowLottery lottery, double lower, double upper)
        => new(
            trainSet: new SampleView(data, lottery, lower, upper, isComplement: true),
            testSet: new SampleView(data, lottery, lower, upper, isComplement: false));
}
