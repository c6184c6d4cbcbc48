namespace Microsoft.ML.Data;

/// <summary>A view whose rows a mapper extends when they are read.</summary>
internal sealed class MappedDataView(IDataView input, RowToRowMapper mapper) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded];
        return Wrap(input.GetRowCursor(mapper.GetDependencies(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded];
        DataViewRowCursor[] cursors = input.GetRowCursorSet(mapper.GetDependencies(active), n, rand);
        return Array.ConvertAll(cursors, cursor => Wrap(cursor, active));
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, IEnumerable<DataViewSchema.Column> active)
        => new RowCursor(new MappedRow(mapper, cursor, active), cursor);
}
