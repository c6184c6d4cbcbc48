namespace Microsoft.ML.Data;

/// <summary>The number of values that a key column can have.</summary>
public sealed class KeyCount
{
    /// <summary>The number of values; null: as many as the column's integer type holds. At least 1.</summary>
    public ulong? Count;

    /// <summary>As many values as the column's integer type holds.</summary>
    public KeyCount()
    {
    }

    /// <summary>A number of values.</summary>
    /// <param name="count">The number, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is 0.</exception>
    public KeyCount(ulong count)
    {
        if (count == 0)
            throw new ArgumentOutOfRangeException(nameof(count), "A key column must have at least one value, got a count of 0.");
        Count = count;
    }
}
