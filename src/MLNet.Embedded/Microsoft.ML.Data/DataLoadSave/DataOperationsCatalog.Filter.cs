using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Keeps the rows whose value in a column lies in [<paramref name="lowerBound"/>, <paramref name="upperBound"/>). NaN and +∞ lie nowhere.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnName">Column of type Single or Double.</param>
    /// <param name="lowerBound">The least value kept.</param>
    /// <param name="upperBound">Values from this on are not kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type, or the bounds enclose nothing.</exception>
    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        DataViewSchema.Column column = ColumnToFilter(input, columnName);
        if (!(lowerBound < upperBound))
        {
            throw new ArgumentOutOfRangeException(
                nameof(upperBound), FormattableString.Invariant($"Must be greater than the lower bound, {lowerBound}, got {upperBound}."));
        }
        if (column.Type is not NumberDataViewType)
            throw SchemaErrors.WrongType(nameof(columnName), "filter", columnName, "number", $"{column.Type}");
        // The parameter's name is that of ML.NET's exception.
        return ColumnNumbers.IsReal(column.Type)
            ? FilterByRange(input, column, lowerBound, upperBound)
            : throw new ArgumentOutOfRangeException(
                "Column", $"Column '{columnName}' does not have compatible type: it must be of type Single or Double, got {column.Type}.");
    }

    /// <summary>Keeps the rows whose key lies in a part of all keys: where (key − 0.5) / count is in [lower, upper).</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnName">Column of keys, for example a hash, to draw rows by it.</param>
    /// <param name="lowerBound">In [0, 1].</param>
    /// <param name="upperBound">In [0, 1], at least <paramref name="lowerBound"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or not of keys, or a bound is out of range.</exception>
    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        DataViewSchema.Column column = ColumnToFilter(input, columnName);
        if (lowerBound is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(lowerBound), FormattableString.Invariant($"Must be in [0, 1], got {lowerBound}."));
        if (upperBound is not (>= 0 and <= 1) || upperBound < lowerBound)
        {
            throw new ArgumentOutOfRangeException(
                nameof(upperBound), FormattableString.Invariant($"Must be in [0, 1] and no less than the lower bound, {lowerBound}, got {upperBound}."));
        }
        return column.Type is KeyDataViewType
            ? FilterByRange(input, column, lowerBound, upperBound)
            : throw SchemaErrors.WrongType(nameof(columnName), "filter", columnName, "KeyType", $"{column.Type}");
    }

    /// <summary>Drops the rows in which a value is missing: NaN of type Single and Double, the missing key; of vectors any such item.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columns">The columns to look at, at least one, each once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, named twice, or of a type without missing values; or none is named.</exception>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (columns is not { Length: > 0 })
            throw new ArgumentOutOfRangeException(nameof(columns), "Name at least one column to look for missing values in.");
        DataViewSchema.Column[] tested = Array.ConvertAll(columns, name => input.Schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException("Columns", $"Source column '{name}' not found."));
        if (tested.GroupBy(column => column.Index).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentOutOfRangeException("Columns", $"Source column '{twice.First().Name}' specified multiple times.");
        foreach (DataViewSchema.Column column in tested)
        {
            if (!MissingValues.CanBeIn(column.Type))
            {
                throw new ArgumentOutOfRangeException(
                    "Columns", $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them.");
            }
        }
        return new ValueFilterView(input, tested, row =>
        {
            Func<bool>[] isMissing = Array.ConvertAll(tested, column => MissingValues.Test(row, column));
            return () => !Array.Exists(isMissing, test => test());
        });
    }

    private static DataViewSchema.Column ColumnToFilter(IDataView input, string columnName)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return input.Schema[columnName];
    }

    private static ValueFilterView FilterByRange(IDataView input, DataViewSchema.Column column, double lower, double upper)
        => new(input, [column], row =>
        {
            Func<double> read = ColumnNumbers.Reader(row, column);
            return () => read() is var value && value >= lower && value < upper;
        });
}
