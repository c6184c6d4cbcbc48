namespace Microsoft.ML.Data;

/// <summary>Collects items of a vector from first to last, and leaves out those that are 0.</summary>
/// <remarks>As in ML.NET the vector is sparse while fewer than half of its items are not 0, counted in whole items, and when all are 0.</remarks>
internal sealed class VectorBuilder<T>
    where T : struct, IEquatable<T>
{
    private T[] _values = [];
    private int[] _indices = [];
    private int _count;

    /// <summary>Starts a vector of at most <paramref name="capacity"/> items that are not 0.</summary>
    public void Reset(int capacity)
    {
        _count = 0;
        if (_values.Length < capacity)
        {
            _values = new T[capacity];
            _indices = new int[capacity];
        }
    }

    /// <summary>Adds an item behind those added so far.</summary>
    public void Add(int index, T value)
    {
        // -0 equals 0, and NaN does not.
        if (value.Equals(default))
            return;
        _values[_count] = value;
        _indices[_count++] = index;
    }

    /// <param name="length">The number of items.</param>
    /// <param name="result">Where they go.</param>
    /// <param name="repeats">Counts as that many items more, 0 or 1.</param>
    public void GetResult(int length, ref VBuffer<T> result, int repeats = 0)
    {
        if (_count > 0 && _count + repeats >= length / 2)
        {
            VBufferEditor<T> dense = VBufferEditor.Create(ref result, length);
            dense.Values.Clear();
            for (int i = 0; i < _count; i++)
                dense.Values[_indices[i]] = _values[i];
            result = dense.Commit();
            return;
        }
        VBufferEditor<T> sparse = VBufferEditor.Create(ref result, length, _count);
        _values.AsSpan(0, _count).CopyTo(sparse.Values);
        _indices.AsSpan(0, _count).CopyTo(sparse.Indices);
        result = sparse.Commit();
    }
}
