namespace Microsoft.ML.Data;

/// <summary>A cursor of an input seen through a row that reads it: with columns added, or some of them left out.</summary>
/// <param name="row">The row over <paramref name="input"/>; it owns the input, and the cursor owns the row.</param>
/// <param name="input">The cursor that moves.</param>
internal sealed class RowCursor(DataViewRow row, DataViewRowCursor input) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => row.Schema;

    public override bool MoveNext() => input.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            row.Dispose();
        }
        base.Dispose(disposing);
    }
}
