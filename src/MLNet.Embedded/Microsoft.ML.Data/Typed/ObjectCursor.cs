using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Goes through objects: all of them, or with <paramref name="parts"/> over 1 every so-manieth block of them.</summary>
internal sealed class ObjectCursor<TRow>(
    IEnumerable<TRow> data, BoundColumn[] columns, DataViewSchema schema, bool[] active, int part, int parts) : DataViewRowCursor
    where TRow : class
{
    private const int BlockSize = 64;
    private readonly CurrentObject<TRow> _current = new();
    private readonly Delegate?[] _getters = new Delegate?[columns.Length];
    private readonly IList<TRow>? _list = parts > 1 ? (IList<TRow>)data : null;
    private readonly IEnumerator<TRow>? _rows = parts > 1 ? null : data.GetEnumerator();
    private long _index = -1;

    public override long Position => _index;

    public override long Batch => parts > 1 ? _index / BlockSize : 0;

    public override DataViewSchema Schema => schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[schema.CheckedIndex(column)];

    public override bool MoveNext()
    {
        if (!Advance(out TRow? value))
        {
            _current.Value = null;
            return false;
        }
        _current.Value = value
            ?? throw Marked.InvalidOperation("Encountered null when iterating over data, this is not supported.");
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = schema.CheckedActiveIndex(column, active);
        Delegate getter = _getters[index] ??= ObjectGetters<TRow>.Create(columns[index], _current);
        return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(schema[index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_index, 0);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows?.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool Advance(out TRow? value)
    {
        value = null;
        if (_rows is not null)
        {
            if (!_rows.MoveNext())
            {
                return false;
            }
            _index++;
            value = _rows.Current;
            return true;
        }
        long next = _index < 0 ? (long)part * BlockSize
            : (_index + 1) % BlockSize != 0 ? _index + 1
            : _index + 1 + ((long)(parts - 1) * BlockSize);
        if (next >= _list!.Count)
        {
            return false;
        }
        _index = next;
        value = _list[(int)next];
        return true;
    }
}
