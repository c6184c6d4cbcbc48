namespace Microsoft.ML.Data;

/// <summary>Reads the annotations that ML.NET's components agree on.</summary>
public static class SchemaAnnotationsExtensions
{
    /// <summary>Whether the column has a name for each of its slots.</summary>
    public static bool HasSlotNames(this DataViewSchema.Column column)
        => column.Type is VectorDataViewType { Size: > 0 } vector
            && HasVector(column, AnnotationUtils.Kinds.SlotNames, vector.Size, TextDataViewType.Instance);

    /// <summary>Writes the names of the column's slots.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static void GetSlotNames(this DataViewSchema.Column column, ref VBuffer<ReadOnlyMemory<char>> slotNames)
        => column.Annotations.GetValue(AnnotationUtils.Kinds.SlotNames, ref slotNames);

    /// <summary>Whether the column's keys stand for values of a type.</summary>
    /// <param name="column">The column.</param>
    /// <param name="keyValueItemType">The type of the values; null: text.</param>
    public static bool HasKeyValues(this DataViewSchema.Column column, PrimitiveDataViewType? keyValueItemType = null)
        => ColumnTypes.ItemTypeOf(column.Type) is KeyDataViewType { Count: <= int.MaxValue } key
            && HasVector(column, AnnotationUtils.Kinds.KeyValues, (int)key.Count, keyValueItemType ?? TextDataViewType.Instance);

    /// <summary>Writes the values that the column's keys stand for; key k stands for the one at k - 1.</summary>
    /// <exception cref="InvalidOperationException">It has none of that type.</exception>
    public static void GetKeyValues<TValue>(this DataViewSchema.Column column, ref VBuffer<TValue> keyValues)
        => column.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref keyValues);

    /// <summary>Whether the column says that its values are normalised.</summary>
    public static bool IsNormalized(this DataViewSchema.Column column)
    {
        bool normalized = false;
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.IsNormalized)?.Type is BooleanDataViewType)
        {
            column.Annotations.GetValue(AnnotationUtils.Kinds.IsNormalized, ref normalized);
        }
        return normalized;
    }

    private static bool HasVector(DataViewSchema.Column column, string kind, int size, PrimitiveDataViewType itemType)
        => column.Annotations.Schema.GetColumnOrNull(kind)?.Type is VectorDataViewType vector
            && vector.Size == size
            && vector.ItemType.Equals(itemType);
}
