namespace Microsoft.ML.Data;

/// <summary>Rows drawn by lot: each gets a number in [0, 1], and passes when that lies in [lower, upper), or when it lies outside.</summary>
/// <remarks>
/// The number follows from the seed and the place of the row, or the value of its key; so it is the same in every pass, and views with
/// complementary ranges share all rows out between them, but for those without a number, NaN: they pass nowhere.
/// </remarks>
internal sealed class SampleView(IDataView input, RowLottery lottery, double lower, double upper, bool isComplement) : RowFilterView(input)
{
    public override long? GetRowCount() => null;

    protected override DataViewRowCursor Filter(DataViewSchema.Column[] columns)
    {
        IEnumerable<DataViewSchema.Column> read = lottery.KeyColumn is { } key ? columns.Append(key) : columns;
        DataViewRowCursor cursor = Input.GetRowCursor(read);
        return new Cursor(cursor, columns, lottery.Drawer(cursor), this);
    }

    private bool Passes(double number) => isComplement ? number < lower || number >= upper : number >= lower && number < upper;

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, Func<double> draw, SampleView view)
        : RowFilterCursor(input, columns)
    {
        protected override bool MoveToNextThatPasses()
        {
            while (Input.MoveNext())
            {
                if (view.Passes(draw()))
                    return true;
            }
            return false;
        }
    }
}
