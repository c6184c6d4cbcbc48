using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Adds computed columns to single rows, as a prediction engine asks for them.</summary>
/// <param name="columns">The computed columns.</param>
internal sealed class ComputedRowMapper(ComputedColumns columns) : IRowToRowMapper
{
    /// <inheritdoc/>
    public DataViewSchema InputSchema => columns.InputSchema;

    /// <inheritdoc/>
    public DataViewSchema OutputSchema => columns.OutputSchema;

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => columns.Dependencies(ColumnGetter.ActiveColumns(OutputSchema, dependingColumns));

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ComputedRow(columns, input, ColumnGetter.ActiveColumns(OutputSchema, activeColumns));
    }
}
