namespace Microsoft.ML.Data;

/// <summary>Makes of each row of one schema a row of another.</summary>
public interface IRowToRowMapper
{
    /// <summary>The columns that rows come with.</summary>
    DataViewSchema InputSchema { get; }

    /// <summary>The columns of the rows made.</summary>
    DataViewSchema OutputSchema { get; }

    /// <summary>The input columns needed to compute <paramref name="dependingColumns"/> of the output.</summary>
    IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);

    /// <summary>A row that follows <paramref name="input"/>; disposing it disposes the input.</summary>
    /// <param name="input">A row of <see cref="InputSchema"/>.</param>
    /// <param name="activeColumns">The output columns whose values will be asked for.</param>
    DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
}
