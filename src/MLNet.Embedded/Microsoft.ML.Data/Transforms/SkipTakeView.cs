namespace Microsoft.ML.Data;

/// <summary>The rows from number <paramref name="skip"/> on, at most <paramref name="take"/> of them.</summary>
internal sealed class SkipTakeView(IDataView input, long skip, long take) : RowFilterView(input)
{
    public override long? GetRowCount() => Input.GetRowCount() is { } rows ? Math.Min(Math.Max(rows - skip, 0), take) : null;

    protected override DataViewRowCursor Filter(DataViewSchema.Column[] columns) => new Cursor(Input.GetRowCursor(columns), columns, skip, take);

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, long skip, long take) : RowFilterCursor(input, columns)
    {
        private long _toSkip = skip;
        private long _toTake = take;

        protected override bool MoveToNextThatPasses()
        {
            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                    return false;
            }
            return _toTake-- > 0 && Input.MoveNext();
        }
    }
}
