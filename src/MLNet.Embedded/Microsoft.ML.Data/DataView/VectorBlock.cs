namespace Microsoft.ML.Data;

/// <summary>Vectors one after another: dense ones of the common size without any more, others with a table that says where each lies.</summary>
/// <param name="capacity">The most vectors.</param>
/// <param name="size">Items in every vector; 0 when it varies.</param>
internal sealed class VectorBlock<T>(int capacity, int size)
{
    private T[] _values = [];
    private int _valueCount;
    private int[] _indices = [];
    private int _indexCount;
    private Place[]? _places = size == 0 ? new Place[capacity] : null;
    private int _count;

    public void Append(in VBuffer<T> vector)
    {
        ReadOnlySpan<T> values = vector.GetValues();
        if (_places is null && !(vector.IsDense && vector.Length == size))
        {
            _places = new Place[capacity];
            for (int i = 0; i < _count; i++)
                _places[i] = new(i * size, size, size, -1);
        }
        int firstIndex = -1;
        if (!vector.IsDense)
        {
            firstIndex = _indexCount;
            Store(vector.GetIndices(), ref _indices, ref _indexCount, capacity);
        }
        if (_places is not null)
            _places[_count] = new(_valueCount, values.Length, vector.Length, firstIndex);
        Store(values, ref _values, ref _valueCount, capacity);
        _count++;
    }

    public void Get(int row, ref VBuffer<T> vector)
    {
        Place place = _places is null ? new(row * size, size, size, -1) : _places[row];
        bool isDense = place.FirstIndex < 0;
        VBufferEditor<T> editor = VBufferEditor.Create(ref vector, place.Length, isDense ? null : place.Count);
        _values.AsSpan(place.First, place.Count).CopyTo(editor.Values);
        if (!isDense)
            _indices.AsSpan(place.FirstIndex, place.Count).CopyTo(editor.Indices);
        vector = editor.Commit();
    }

    // Grows in fours, but never beyond what a full block of such vectors takes, unless later ones are longer.
    private static void Store<TItem>(ReadOnlySpan<TItem> items, ref TItem[] store, ref int count, int capacity)
    {
        int needed = checked(count + items.Length);
        if (needed > store.Length)
        {
            long full = (long)capacity * items.Length;
            long grown = Math.Max(needed, Math.Min(4L * needed, full > needed ? full : 2L * needed));
            Array.Resize(ref store, (int)Math.Min(grown, Array.MaxLength));
        }
        items.CopyTo(store.AsSpan(count));
        count = needed;
    }

    private readonly record struct Place(int First, int Count, int Length, int FirstIndex);
}
