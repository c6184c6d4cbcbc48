namespace Microsoft.ML.Data;

/// <summary>Goes over cached rows; of a set of cursors, each over every n-th batch.</summary>
internal sealed class CacheCursor(
    DataViewSchema schema, CachedColumn?[] columns, bool[] isActive, long rowCount, int[]? order, int member, int members)
    : DataViewRowCursor
{
    private const int RowsPerBatch = 64;

    private long _place = -1;
    private long _position = -1;

    /// <summary>The present row of the table.</summary>
    public long Row { get; private set; } = -1;

    public override long Position => _position;

    public override long Batch => _place / RowsPerBatch;

    public override DataViewSchema Schema => schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => isActive[schema.CheckedIndex(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = schema.CheckedActiveIndex(column, isActive);
        return columns[index]!.GetGetter<TValue>(this) ?? throw RowErrors.WrongType<TValue>(schema[index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)Row, 0);

    public override bool MoveNext()
    {
        if (_place < 0)
            _place = (long)member * RowsPerBatch;
        else if (_place < rowCount && ++_place % RowsPerBatch == 0)
            _place += (long)(members - 1) * RowsPerBatch;
        if (_place >= rowCount)
        {
            _position = -1;
            Row = -1;
            return false;
        }
        _position++;
        Row = order is null ? _place : order[_place];
        return true;
    }
}
