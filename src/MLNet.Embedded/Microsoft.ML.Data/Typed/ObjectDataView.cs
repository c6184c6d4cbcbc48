namespace Microsoft.ML.Data;

/// <summary>A view of objects; it keeps the enumerable, and reads its objects' members when they are asked for.</summary>
internal sealed class ObjectDataView<TRow>(IEnumerable<TRow> data, BoundColumn[] columns, DataViewSchema schema) : IDataView
    where TRow : class
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount()
        => data is IReadOnlyCollection<TRow> rows ? rows.Count
            : data is ICollection<TRow> collection ? collection.Count
            : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return new ObjectCursor<TRow>(data, columns, schema, schema.ActiveSet(columnsNeeded), part: 0, parts: 1);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        bool[] active = schema.ActiveSet(columnsNeeded);
        // Only what can be indexed by several threads at once is shared out.
        int parts = data is TRow[] or List<TRow> ? Math.Max(n, 1) : 1;
        DataViewRowCursor[] cursors = new DataViewRowCursor[parts];
        for (int part = 0; part < parts; part++)
        {
            cursors[part] = new ObjectCursor<TRow>(data, columns, schema, active, part, parts);
        }
        return cursors;
    }
}
