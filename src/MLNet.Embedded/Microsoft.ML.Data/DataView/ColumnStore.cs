using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>A growing list of the values of one column, held by type.</summary>
internal abstract class ColumnStore
{
    public static ColumnStore Create(DataViewRow source, DataViewSchema.Column column)
        => column.Type is VectorDataViewType vector
            ? RawTypes.Invoke<OfVectors, (DataViewRow, DataViewSchema.Column), ColumnStore>(vector.ItemType.RawType, default, (source, column))
            : RawTypes.Invoke<OfValues, (DataViewRow, DataViewSchema.Column), ColumnStore>(column.Type.RawType, default, (source, column));

    /// <summary>Adds the value of the present row of the source.</summary>
    public abstract void Append();

    private readonly struct OfValues : IRawTypeVisitor<(DataViewRow Source, DataViewSchema.Column Column), ColumnStore>
    {
        public ColumnStore Visit<T>((DataViewRow Source, DataViewSchema.Column Column) arg) => new ValueStore<T>(arg.Source.GetGetter<T>(arg.Column));
    }

    private readonly struct OfVectors : IRawTypeVisitor<(DataViewRow Source, DataViewSchema.Column Column), ColumnStore>
    {
        public ColumnStore Visit<T>((DataViewRow Source, DataViewSchema.Column Column) arg)
            => new VectorStore<T>(arg.Source.GetGetter<VBuffer<T>>(arg.Column), ((VectorDataViewType)arg.Column.Type).Size);
    }
}
