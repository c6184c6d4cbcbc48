namespace Microsoft.ML.Data;

/// <summary>Writes one vector; see <see cref="VBufferEditor.Create{T}"/>.</summary>
/// <typeparam name="T">The raw type of the items.</typeparam>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The explicit items, to be written.</summary>
    public readonly Span<T> Values;

    /// <summary>The positions of the explicit items, to be written in rising order; empty for a dense vector.</summary>
    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[]? _values;
    private readonly int[]? _indices;

    internal VBufferEditor(
        int length, int count, T[]? values, int[]? indices, bool requireIndicesOnDense, bool createdNewValues, bool createdNewIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || requireIndicesOnDense ? indices.AsSpan(0, count) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    /// <summary>Whether the old buffer of values was too small.</summary>
    public bool CreatedNewValues { get; }

    /// <summary>Whether the old buffer of indices was too small.</summary>
    public bool CreatedNewIndices { get; }

    /// <summary>The vector written.</summary>
    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>The vector of the first <paramref name="physicalValuesCount"/> values written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many values, or fewer than all without indices.</exception>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        if ((uint)physicalValuesCount > (uint)Values.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(physicalValuesCount));
        }
        return new(_length, physicalValuesCount, _values, _indices);
    }
}
