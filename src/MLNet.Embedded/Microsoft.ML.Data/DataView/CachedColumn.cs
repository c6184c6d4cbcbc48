namespace Microsoft.ML.Data;

/// <summary>All values of a column, in one store for each cursor that read it.</summary>
/// <param name="stores">The stores.</param>
/// <param name="order">Store (upper half) and row in it (lower half) of each row of the table; null: one store, in order.</param>
internal sealed class CachedColumn(ColumnStore[] stores, long[]? order)
{
    /// <summary>What reads the row that the cursor is at, or null when the column is of another type.</summary>
    public ValueGetter<TValue>? GetGetter<TValue>(CacheCursor cursor)
    {
        if (stores[0] is not ColumnStore<TValue> first)
            return null;
        if (order is null)
            return first.GetGetter(cursor);
        ColumnStore<TValue>[] typed = Array.ConvertAll(stores, store => (ColumnStore<TValue>)store);
        return (ref TValue value) =>
        {
            long place = order[cursor.Row];
            typed[place >> 32].Get((int)place, ref value);
        };
    }
}
