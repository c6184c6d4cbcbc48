namespace Microsoft.ML;

/// <summary>A table that is read by cursors, row after row and only the columns asked for; it is never changed by reading.</summary>
public interface IDataView
{
    /// <summary>Whether a cursor can give the rows in random order.</summary>
    bool CanShuffle { get; }

    /// <summary>The columns.</summary>
    DataViewSchema Schema { get; }

    /// <summary>The number of rows when it is known without reading them; otherwise null.</summary>
    long? GetRowCount();

    /// <summary>A cursor over all rows.</summary>
    /// <param name="columnsNeeded">The columns whose values will be asked for; others may be inactive.</param>
    /// <param name="rand">Source of the order when the rows shall be shuffled; ignored when the view cannot shuffle.</param>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null);

    /// <summary>Cursors that together give every row once; each may be used by a thread of its own.</summary>
    /// <param name="columnsNeeded">The columns whose values will be asked for; others may be inactive.</param>
    /// <param name="n">How many cursors would be welcome; the view may give fewer.</param>
    /// <param name="rand">Source of the order when the rows shall be shuffled; ignored when the view cannot shuffle.</param>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null);
}
