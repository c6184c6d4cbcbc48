namespace Microsoft.ML.Data;

/// <summary>A cursor of the input with some of its columns.</summary>
internal sealed class SelectedColumnsCursor(ColumnSelection selection, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> activeColumns)
    : DataViewRowCursor
{
    private readonly SelectedColumnsRow _row = new(selection, input, activeColumns);

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => _row.Schema;

    public override bool MoveNext() => input.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => _row.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _row.Dispose();
        base.Dispose(disposing);
    }
}
