namespace Microsoft.ML.Data;

/// <summary>Copies of rows of a cursor, in numbered slots, so that they can be read after the cursor has moved on.</summary>
internal sealed class RowBuffer
{
    private readonly DataViewSchema _schema;
    private readonly bool[] _isActive;
    private readonly ColumnBuffer?[] _columns;
    private readonly ColumnBuffer[] _active;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly DataViewRowId[] _ids;

    /// <param name="source">The cursor whose present row <see cref="Fill"/> copies.</param>
    /// <param name="columns">The columns to copy, active in the cursor.</param>
    /// <param name="capacity">Number of slots.</param>
    public RowBuffer(DataViewRow source, IReadOnlyList<DataViewSchema.Column> columns, int capacity)
    {
        _schema = source.Schema;
        _isActive = _schema.ActiveSet(columns);
        _columns = [.. _schema.Select(column => _isActive[column.Index] ? ColumnBuffer.Create(source, column, capacity) : null)];
        _active = [.. _columns.OfType<ColumnBuffer>()];
        _getId = source.GetIdGetter();
        _ids = new DataViewRowId[capacity];
    }

    public int Capacity => _ids.Length;

    /// <summary>The slot that the getters read.</summary>
    public int Current { get; set; } = -1;

    /// <summary>Copies the present row of the source.</summary>
    public void Fill(int slot)
    {
        foreach (ColumnBuffer column in _active)
            column.Fill(slot);
        _getId(ref _ids[slot]);
    }

    public bool IsActive(DataViewSchema.Column column) => _isActive[_schema.CheckedIndex(column)];

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = _schema.CheckedActiveIndex(column, _isActive);
        return _columns[index]!.GetGetter(this) as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(_schema[index]);
    }

    public ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Current];
}
