namespace Microsoft.ML.Data;

/// <summary>A row of the input with some of its columns.</summary>
internal sealed class SelectedColumnsRow(ColumnSelection selection, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    : DataViewRow
{
    private readonly bool[] _active = selection.OutputSchema.ActiveSet(activeColumns);

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => selection.OutputSchema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[Schema.CheckedIndex(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => input.GetGetter<TValue>(selection.Input(Schema.CheckedActiveIndex(column, _active)));

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}
