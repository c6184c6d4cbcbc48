namespace Microsoft.ML.Data;

/// <summary>Rows that pass a test of their values in some columns.</summary>
/// <param name="input">All rows.</param>
/// <param name="tested">The columns that the test reads.</param>
/// <param name="testOf">What tests the present row.</param>
internal sealed class ValueFilterView(IDataView input, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> testOf) : RowFilterView(input)
{
    public override long? GetRowCount() => null;

    protected override DataViewRowCursor Filter(DataViewSchema.Column[] columns)
    {
        DataViewRowCursor cursor = Input.GetRowCursor(columns.Concat(tested));
        return new Cursor(cursor, columns, testOf(cursor));
    }

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, Func<bool> passes) : RowFilterCursor(input, columns)
    {
        protected override bool MoveToNextThatPasses()
        {
            while (Input.MoveNext())
            {
                if (passes())
                    return true;
            }
            return false;
        }
    }
}
