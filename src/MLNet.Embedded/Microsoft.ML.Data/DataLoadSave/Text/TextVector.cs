namespace Microsoft.ML.Data;

/// <summary>The value of a vector column: sparse, as in ML.NET, while at most half of its fields are there.</summary>
internal sealed class TextVector<T>(TextColumn column, TextFormat format, ParseReport report, FieldParser<T> parse)
    : TextValue(column, format, report)
{
    private T[] _values = [];
    private int[] _slots = [];
    private int _count;
    private int _size;

    public override void Read(FieldScanner fields, long line)
    {
        _size = Column.SizeIn(fields.Width);
        _count = 0;
        T missing = MissingValue<T>();
        bool fillsGaps = FillsGaps<T>();
        int firstSlot = 0;
        foreach (TextSegment segment in Column.Segments)
        {
            int limit = segment.LimitIn(fields.Width);
            int slot = firstSlot;
            for (int place = fields.PlaceOf(segment.First); place < fields.Count; place++)
            {
                int source = fields.SourceAt(place);
                if (source >= limit)
                    break;
                ReadOnlySpan<byte> text = fields.TextAt(place);
                if (!IsRead(text))
                    continue;
                int target = firstSlot + source - segment.First;
                for (; fillsGaps && slot < target; slot++)
                    Add(slot, missing);
                slot = target + 1;
                if (!parse(text, out T value))
                    Fail(text, line, target);
                Add(target, value);
            }
            firstSlot += limit - segment.First;
            for (; fillsGaps && slot < firstSlot; slot++)
                Add(slot, missing);
        }
    }

    public override Delegate GetGetter() => (ValueGetter<VBuffer<T>>)Get;

    private void Add(int slot, T value)
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, 2 * _count));
            Array.Resize(ref _slots, _values.Length);
        }
        _values[_count] = value;
        _slots[_count++] = slot;
    }

    private void Get(ref VBuffer<T> value)
    {
        CheckRow();
        bool isDense = _count == _size || _count > _size / 2;
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, _size, isDense ? _size : _count);
        if (_count == _size || !isDense)
        {
            _values.AsSpan(0, _count).CopyTo(editor.Values);
            if (!isDense)
                _slots.AsSpan(0, _count).CopyTo(editor.Indices);
        }
        else
        {
            editor.Values.Clear();
            for (int i = 0; i < _count; i++)
                editor.Values[_slots[i]] = _values[i];
        }
        value = editor.Commit();
    }
}
