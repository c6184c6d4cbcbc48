using Microsoft.ML;

namespace MLNetNeural.Data;

/// <summary>A view with further columns, computed when a cursor asks for them.</summary>
/// <param name="input">The view below.</param>
/// <param name="columns">The further columns.</param>
internal sealed class ComputedView(IDataView input, ComputedColumns columns) : IDataView
{
    /// <inheritdoc/>
    public DataViewSchema Schema => columns.OutputSchema;

    /// <inheritdoc/>
    public bool CanShuffle => input.CanShuffle;

    /// <inheritdoc/>
    public long? GetRowCount() => columns.MayDropRows ? null : input.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ColumnGetter.ActiveColumns(Schema, columnsNeeded);
        return Wrap(input.GetRowCursor(columns.Dependencies(active), rand), active);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = ColumnGetter.ActiveColumns(Schema, columnsNeeded);
        return [.. input.GetRowCursorSet(columns.Dependencies(active), n, rand).Select(cursor => Wrap(cursor, active))];
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, bool[] active) => columns.NeedsComputing(active)
        ? new LookAheadCursor(Schema, cursor, active, columns.CreateComputation(singleRow: false))
        : new PassThroughCursor(Schema, cursor);
}
