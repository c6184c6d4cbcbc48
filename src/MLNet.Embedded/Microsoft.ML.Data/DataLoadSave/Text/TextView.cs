namespace Microsoft.ML.Data;

/// <summary>The rows of text streams, read anew by every cursor.</summary>
internal sealed class TextView(TextLoader loader, IMultiStreamSource source) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => loader.GetOutputSchema();

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return loader.CreateCursor(source, Schema.ActiveSet(columnsNeeded));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return CursorSplitter.Split(GetRowCursor(columns), columns, n);
    }
}
