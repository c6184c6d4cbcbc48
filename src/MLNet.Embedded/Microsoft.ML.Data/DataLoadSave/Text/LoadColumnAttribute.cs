namespace Microsoft.ML.Data;

/// <summary>Says from which fields of a line a member's column is read.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    /// <summary>One field; the column is a scalar.</summary>
    /// <param name="fieldIndex">The field, counted from 0.</param>
    public LoadColumnAttribute(int fieldIndex) => Sources = [new(fieldIndex)];

    /// <summary>A range of fields; the column is a vector.</summary>
    /// <param name="start">The first field, counted from 0.</param>
    /// <param name="end">The last field.</param>
    public LoadColumnAttribute(int start, int end) => Sources = [new(start, end)];

    /// <summary>Some fields; the column is a vector of them in this order, a scalar when it is one.</summary>
    /// <param name="columnIndexes">The fields, counted from 0.</param>
    public LoadColumnAttribute(int[] columnIndexes)
    {
        ArgumentNullException.ThrowIfNull(columnIndexes);
        Sources = Array.ConvertAll(columnIndexes, index => new TextLoader.Range(index));
    }

    internal TextLoader.Range[] Sources { get; }
}
