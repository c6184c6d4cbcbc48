using Microsoft.ML;
using MLNetNeural.Data;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Some rows of a view: what comes after need not work on the others.</summary>
/// <param name="input">The view.</param>
/// <param name="rows">Zero-based rows, rising.</param>
internal sealed class ChosenRows(IDataView input, IReadOnlyList<long> rows) : IDataView
{
    /// <inheritdoc/>
    public DataViewSchema Schema => input.Schema;

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <summary>An even choice.</summary>
    public static ChosenRows Evenly(IDataView input, long all, int most)
    {
        long count = Math.Min(most, all);
        return new ChosenRows(input, [.. Enumerable.Range(0, (int)count).Select(i => ((2 * i) + 1L) * all / (2 * count))]);
    }

    /// <summary>How many rows a view has.</summary>
    public static long Count(IDataView view)
    {
        if (view.GetRowCount() is { } known) return known;
        long count = 0;
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        while (cursor.MoveNext()) count++;
        return count;
    }

    /// <inheritdoc/>
    public long? GetRowCount() => rows.Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(input.GetRowCursor(columnsNeeded), rows);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor input, IReadOnlyList<long> rows) : PassThroughCursor(input.Schema, input)
    {
        private long _seen = -1;
        private int _position = -1;

        public override long Position => _position;

        public override bool MoveNext()
        {
            if (++_position >= rows.Count) return false;
            while (Input.MoveNext())
            {
                if (++_seen == rows[_position]) return true;
            }

            return false;
        }
    }
}
