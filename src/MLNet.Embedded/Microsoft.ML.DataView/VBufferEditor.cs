using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Data;

/// <summary>Makes editors that write a vector into the buffers of an old one.</summary>
public static class VBufferEditor
{
    /// <summary>An editor for a vector of the same length and number of explicit items as <paramref name="destination"/>, with its items.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination)
        => Create(ref destination, destination.Length, destination.GetValues().Length);

    /// <summary>An editor for a vector that takes over the buffers of <paramref name="destination"/> where they are large enough.</summary>
    /// <param name="destination">The old vector; do not use it after the editor has written.</param>
    /// <param name="newLogicalLength">The number of items of the new vector.</param>
    /// <param name="valuesCount">The number of explicit items; null: all, a dense vector.</param>
    /// <param name="maxValuesCapacity">The most values the buffer will ever need; null: <paramref name="newLogicalLength"/>.</param>
    /// <param name="keepOldOnResize">Whether a new buffer starts with the old items.</param>
    /// <param name="requireIndicesOnDense">Whether there shall be room for indices even if all items are explicit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more values than items.</exception>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if ((uint)count > (uint)newLogicalLength)
        {
            throw new ArgumentOutOfRangeException(nameof(valuesCount));
        }
        int capacity = maxValuesCapacity ?? newLogicalLength;
        if (capacity < count)
        {
            throw new ArgumentOutOfRangeException(nameof(maxValuesCapacity));
        }
        T[]? values = destination.ValuesArray;
        bool newValues = EnsureRoom(ref values, count, capacity, keepOldOnResize);
        int[]? indices = destination.IndicesArray;
        bool newIndices = (count < newLogicalLength || requireIndicesOnDense) && EnsureRoom(ref indices, count, capacity, keepOldOnResize);
        return new(newLogicalLength, count, values, indices, requireIndicesOnDense, newValues, newIndices);
    }

    // Doubles while it grows, so that vectors of slowly rising length do not allocate each time.
    private static bool EnsureRoom<TItem>([NotNull] ref TItem[]? array, int count, int capacity, bool keepOld)
    {
        array ??= [];
        if (array.Length >= count)
        {
            return false;
        }
        int size = (int)Math.Max(count, Math.Min(capacity, 2L * array.Length));
        TItem[] larger = new TItem[size];
        if (keepOld)
        {
            array.CopyTo(larger, 0);
        }
        array = larger;
        return true;
    }
}
