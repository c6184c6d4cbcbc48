namespace Microsoft.ML.Data;

/// <summary>Rows with some of their columns, in another order.</summary>
internal sealed class ColumnSelection : IRowToRowMapper
{
    private readonly DataViewSchema.Column[] _left;

    public ColumnSelection(DataViewSchema inputSchema, DataViewSchema.Column[] left)
    {
        InputSchema = inputSchema;
        _left = left;
        DataViewSchema.Builder builder = new();
        builder.AddColumns(left);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The input column that is output column <paramref name="index"/>.</summary>
    public DataViewSchema.Column Input(int index) => _left[index];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => dependingColumns.Select(column => _left[OutputSchema.CheckedIndex(column)]);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        return new SelectedColumnsRow(this, input, activeColumns);
    }
}
