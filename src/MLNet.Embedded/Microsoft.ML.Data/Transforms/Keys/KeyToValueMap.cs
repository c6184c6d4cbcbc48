using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The values that the keys of a column stand for.</summary>
internal abstract class KeyToValueMap(PrimitiveDataViewType valueType)
{
    public PrimitiveDataViewType ValueType { get; } = valueType;

    /// <exception cref="InvalidOperationException">The column does not say what its keys stand for.</exception>
    public static KeyToValueMap Create(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is not VectorDataViewType values)
            throw Marked.InvalidOperation($"Metadata KeyValues does not exist for column '{column.Name}', so its keys stand for nothing.");
        ulong keys = (ColumnTypes.ItemTypeOf(column.Type) as KeyDataViewType)?.Count ?? 0;
        if ((ulong)values.Size != keys)
        {
            throw Marked.InvalidOperation(
                $"KeyValues metadata size does not match column type key count: column '{column.Name}' has {keys} keys and {values.Size} values.");
        }
        return RawTypes.Invoke<Maker, (DataViewSchema.Column, PrimitiveDataViewType), KeyToValueMap>(
            values.ItemType.RawType, default, (column, values.ItemType));
    }

    /// <summary>What reads the value, or the vector of values, of a column of keys in the present row.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);

    private readonly struct Maker : IRawTypeVisitor<(DataViewSchema.Column Column, PrimitiveDataViewType Type), KeyToValueMap>
    {
        public KeyToValueMap Visit<T>((DataViewSchema.Column Column, PrimitiveDataViewType Type) arg) => new KeyToValueMap<T>(arg.Type, arg.Column);
    }
}
