namespace Microsoft.ML.Data;

/// <summary>A view of some of the columns of another.</summary>
internal sealed class SelectedColumnsView(IDataView input, ColumnSelection selection) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => selection.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded];
        return Wrap(input.GetRowCursor(selection.GetDependencies(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded];
        DataViewRowCursor[] cursors = input.GetRowCursorSet(selection.GetDependencies(active), n, rand);
        return Array.ConvertAll(cursors, cursor => Wrap(cursor, active));
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, IEnumerable<DataViewSchema.Column> active)
        => new RowCursor(new SelectedColumnsRow(selection, cursor, active), cursor);
}
