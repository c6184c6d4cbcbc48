namespace Microsoft.ML.Data;

/// <summary>Some of the rows of a table, in their order. Which ones depends on their order, so the table is read by one cursor.</summary>
internal abstract class RowFilterView(IDataView input) : IDataView
{
    public DataViewSchema Schema => Input.Schema;

    public bool CanShuffle => false;

    protected IDataView Input { get; } = input;

    public abstract long? GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return Filter([.. columnsNeeded]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return CursorSplitter.Split(Filter(columns), columns, n);
    }

    /// <summary>A cursor over the rows that pass.</summary>
    protected abstract DataViewRowCursor Filter(DataViewSchema.Column[] columns);
}
