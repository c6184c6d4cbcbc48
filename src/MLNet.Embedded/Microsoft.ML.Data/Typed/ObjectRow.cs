namespace Microsoft.ML.Data;

/// <summary>A row whose columns are the members of an object that can be exchanged; each exchange is a new position.</summary>
internal sealed class ObjectRow<TRow>(BoundColumn[] columns, DataViewSchema schema) : DataViewRow
    where TRow : class
{
    private readonly CurrentObject<TRow> _current = new();
    private readonly Delegate?[] _getters = new Delegate?[columns.Length];
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    /// <summary>The row becomes that of <paramref name="value"/>.</summary>
    public void MoveTo(TRow value)
    {
        _current.Value = value;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => schema.CheckedIndex(column) >= 0;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = schema.CheckedIndex(column);
        Delegate getter = _getters[index] ??= ObjectGetters<TRow>.Create(columns[index], _current);
        return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(schema[index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId id) => id = new((ulong)_position, 0);
}
