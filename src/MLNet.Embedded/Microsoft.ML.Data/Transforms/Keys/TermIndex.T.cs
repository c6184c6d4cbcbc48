namespace Microsoft.ML.Data;

/// <summary>Numbers distinct values from 1 in the order in which they are added.</summary>
internal abstract class TermIndex<T>
{
    /// <summary>The number of values.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the value counts as missing: empty text, NaN, the key 0.</summary>
    public abstract bool IsMissing(T value);

    /// <summary>Adds a value unless it is there already or missing.</summary>
    public abstract bool TryAdd(T value);

    /// <summary>The number of a value; 0 when it is not there.</summary>
    public abstract uint Find(T value);
}
