using System.Diagnostics;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Reads one column of a view.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column; each enumeration reads the view again.</summary>
    /// <typeparam name="T">The raw type of the column; for text also string, for vectors also an array.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    /// <summary>The values of a column; each enumeration reads the view again.</summary>
    /// <typeparam name="T">The raw type of the column; for text also string, for vectors also an array.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The column is of another type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (typeof(T) == column.Type.RawType)
        {
            return Values<T, T>(data, column, value => value);
        }
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
        {
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>, string>(data, column, text => text.ToString());
        }
        (bool isVector, Type rawItem) = MemberTypes.Shape(typeof(T));
        if (isVector && typeof(T).IsSZArray && column.Type is VectorDataViewType vector && vector.ItemType.RawType == rawItem)
        {
            return typeof(T) == typeof(string[])
                ? (IEnumerable<T>)Values(data, column, (VBuffer<ReadOnlyMemory<char>> texts) => Texts(texts))
                : RawTypes.Invoke<ArrayReader<T>, (IDataView, DataViewSchema.Column), IEnumerable<T>>(rawItem, default, (data, column));
        }
        throw new ArgumentOutOfRangeException(
            nameof(column), $"Cannot map column (name: {column.Name}, type: {column.Type}) in data to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<TOut> Values<TRaw, TOut>(IDataView data, DataViewSchema.Column column, Func<TRaw, TOut> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TRaw> getter = cursor.GetGetter<TRaw>(column);
        while (cursor.MoveNext())
        {
            // A fresh value for each row: its buffers go to the caller.
            TRaw value = default!;
            getter(ref value);
            yield return convert(value);
        }
    }

    private static string[] Texts(VBuffer<ReadOnlyMemory<char>> vector) => [.. vector.DenseValues().Select(text => text.ToString())];

    private readonly struct ArrayReader<TArray> : IRawTypeVisitor<(IDataView Data, DataViewSchema.Column Column), IEnumerable<TArray>>
    {
        public IEnumerable<TArray> Visit<TItem>((IDataView Data, DataViewSchema.Column Column) arg)
        {
            Debug.Assert(typeof(TArray) == typeof(TItem[]));
            return (IEnumerable<TArray>)Values(arg.Data, arg.Column, (VBuffer<TItem> vector) => ToArray(vector));
        }

        private static TItem[] ToArray<TItem>(VBuffer<TItem> vector)
        {
            TItem[] items = new TItem[vector.Length];
            vector.CopyTo(items);
            return items;
        }
    }
}
