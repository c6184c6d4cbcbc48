using System.Runtime.CompilerServices;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The checks that rows make of the columns they are asked for.</summary>
internal static class RowErrors
{
    /// <summary>The column's index.</summary>
    /// <exception cref="InvalidOperationException">The schema has no column of that index.</exception>
    public static int CheckedIndex(this DataViewSchema schema, DataViewSchema.Column column)
        => (uint)column.Index < (uint)schema.Count
            ? column.Index
            : throw Marked.InvalidOperation($"Column index must be between 0 and {schema.Count}");

    /// <summary>The column's index.</summary>
    /// <exception cref="InvalidOperationException">The schema has no column of that index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The column is not active.</exception>
    public static int CheckedActiveIndex(
        this DataViewSchema schema, DataViewSchema.Column column, bool[] active, [CallerArgumentExpression(nameof(column))] string name = "")
    {
        int index = schema.CheckedIndex(column);
        return active[index] ? index : throw new ArgumentOutOfRangeException(name, "requested column not active");
    }

    /// <summary>For each column of the schema, whether it is among <paramref name="columns"/>.</summary>
    public static bool[] ActiveSet(this DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            active[schema.CheckedIndex(column)] = true;
        }
        return active;
    }

    public static InvalidOperationException WrongType<TValue>(DataViewSchema.Column column)
        => Marked.InvalidOperation(
            $"Invalid TValue in GetGetter for column #{column.Name}: {column.Type}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
}
