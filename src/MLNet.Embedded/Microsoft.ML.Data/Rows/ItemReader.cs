namespace Microsoft.ML.Data;

/// <summary>Reads single values and vectors alike.</summary>
internal static class ItemReader
{
    /// <summary>The vector in the present row; of a column of single values, a vector of one.</summary>
    public static ValueGetter<VBuffer<T>> AsVector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return row.GetGetter<VBuffer<T>>(column);
        ValueGetter<T> read = row.GetGetter<T>(column);
        return (ref VBuffer<T> result) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref result, 1);
            read(ref editor.Values[0]);
            result = editor.Commit();
        };
    }
}
