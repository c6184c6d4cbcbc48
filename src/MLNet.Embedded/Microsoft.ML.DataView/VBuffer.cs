using System.Collections;
using System.Diagnostics;

namespace Microsoft.ML.Data;

/// <summary>A vector in buffers that can be reused: dense, or sparse with only its explicit items stored.</summary>
/// <typeparam name="T">The raw type of the items.</typeparam>
public readonly struct VBuffer<T> : IEnumerable
{
    /// <summary>The number of items, explicit or not.</summary>
    public readonly int Length;

    private readonly int _count;
    private readonly T[]? _values;
    private readonly int[]? _indices;

    /// <summary>A dense vector, or a sparse one of as many explicit items as there are indices.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="values">The items; the vector keeps the array.</param>
    /// <param name="indices">Positions of the explicit items, rising; null: dense.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or an array too short.</exception>
    public VBuffer(int length, T[]? values, int[]? indices = null)
        : this(length, indices?.Length ?? length, values, indices)
    {
    }

    /// <summary>A vector of <paramref name="count"/> explicit items; dense when that is all of them.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="count">The number of explicit items, at most <paramref name="length"/>.</param>
    /// <param name="values">The explicit items; the vector keeps the array.</param>
    /// <param name="indices">Positions of the explicit items, rising; not read when the vector is dense.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or an array too short.</exception>
    public VBuffer(int length, int count, T[]? values, int[]? indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if ((uint)count > (uint)length)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }
        if ((values?.Length ?? 0) < count)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }
        if (count < length && (indices?.Length ?? 0) < count)
        {
            throw new ArgumentOutOfRangeException(nameof(indices));
        }
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Whether every item is explicit.</summary>
    public bool IsDense => _count == Length;

    internal T[]? ValuesArray => _values;

    internal int[]? IndicesArray => _indices;

    /// <summary>The explicit items.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>The positions of the explicit items; empty when the vector is dense.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    /// <summary>Makes <paramref name="destination"/> a copy, in its own buffers, as sparse as this vector.</summary>
    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Makes <paramref name="destination"/> a copy of <paramref name="length"/> items from <paramref name="sourceIndex"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the vector.</exception>
    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        if ((uint)sourceIndex > (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(sourceIndex));
        }
        if ((uint)length > (uint)(Length - sourceIndex))
        {
            throw new ArgumentOutOfRangeException(nameof(length));
        }
        if (IsDense)
        {
            VBufferEditor<T> dense = VBufferEditor.Create(ref destination, length);
            GetValues().Slice(sourceIndex, length).CopyTo(dense.Values);
            destination = dense.Commit();
            return;
        }
        ReadOnlySpan<int> indices = GetIndices();
        int first = FirstAtOrAfter(indices, sourceIndex);
        int count = FirstAtOrAfter(indices, sourceIndex + length) - first;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, count);
        GetValues().Slice(first, count).CopyTo(editor.Values);
        if (count < length)
        {
            for (int i = 0; i < count; i++)
            {
                editor.Indices[i] = indices[first + i] - sourceIndex;
            }
        }
        destination = editor.Commit();
    }

    /// <summary>Makes <paramref name="destination"/> a dense copy, in its own buffer.</summary>
    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        if (!IsDense)
        {
            CopyTo(editor.Values);
        }
        else
        {
            GetValues().CopyTo(editor.Values);
        }
        destination = editor.Commit();
    }

    /// <summary>Writes all items to the start of <paramref name="destination"/>; items that are not explicit are the default value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is shorter than the vector.</exception>
    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    /// <summary>Writes all items into <paramref name="destination"/> from <paramref name="destinationIndex"/> on.</summary>
    /// <param name="destination">Receives <see cref="Length"/> items.</param>
    /// <param name="destinationIndex">Where the first goes.</param>
    /// <param name="defaultValue">Stands for the items that are not explicit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is too short.</exception>
    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default!)
    {
        if ((uint)destinationIndex > (uint)destination.Length || destination.Length - destinationIndex < Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(destination), $"The vector has {Length} items, the destination room for {destination.Length - destinationIndex}.");
        }
        Span<T> target = destination.Slice(destinationIndex, Length);
        ReadOnlySpan<T> values = GetValues();
        if (IsDense)
        {
            values.CopyTo(target);
            return;
        }
        target.Fill(defaultValue);
        ReadOnlySpan<int> indices = GetIndices();
        for (int i = 0; i < indices.Length; i++)
        {
            target[indices[i]] = values[i];
        }
    }

    /// <summary>Makes <paramref name="destination"/> a dense vector of <paramref name="length"/> items of <paramref name="source"/>.</summary>
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>The items with their positions.</summary>
    /// <param name="all">Whether items that are not explicit are listed too.</param>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
        => all && !IsDense ? AllItems() : ExplicitItems();

    /// <summary>The items in order, those that are not explicit too.</summary>
    public IEnumerable<T> DenseValues()
    {
        foreach (KeyValuePair<int, T> item in Items(all: true))
        {
            yield return item.Value;
        }
    }

    /// <summary>The item at <paramref name="index"/>; the default value when it is not explicit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside [0, <see cref="Length"/>).</exception>
    public T GetItemOrDefault(int index)
    {
        T item = default!;
        GetItemOrDefault(index, ref item);
        return item;
    }

    /// <summary>Writes the item at <paramref name="index"/>; the default value when it is not explicit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside [0, <see cref="Length"/>).</exception>
    public void GetItemOrDefault(int index, ref T destination)
    {
        if ((uint)index >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }
        int place = IsDense ? index : GetIndices().BinarySearch(index);
        destination = place >= 0 ? _values![place] : default!;
    }

    /// <summary>The items in order, those that are not explicit too.</summary>
    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    /// <summary>Size and density.</summary>
    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    private IEnumerable<KeyValuePair<int, T>> ExplicitItems()
    {
        for (int i = 0; i < _count; i++)
        {
            yield return new(IsDense ? i : _indices![i], _values![i]);
        }
    }

    private IEnumerable<KeyValuePair<int, T>> AllItems()
    {
        Debug.Assert(_count == 0 || _indices is not null);
        int slot = 0;
        for (int i = 0; i < _count; i++)
        {
            for (; slot < _indices![i]; slot++)
            {
                yield return new(slot, default!);
            }
            yield return new(slot++, _values![i]);
        }
        for (; slot < Length; slot++)
        {
            yield return new(slot, default!);
        }
    }

    private static int FirstAtOrAfter(ReadOnlySpan<int> indices, int slot)
    {
        int place = indices.BinarySearch(slot);
        return place >= 0 ? place : ~place;
    }
}
