namespace Microsoft.ML.Data;

/// <summary>A growing list of values of type <typeparamref name="TValue"/>; reading is safe from several threads.</summary>
internal abstract class ColumnStore<TValue> : ColumnStore
{
    /// <summary>Copies the value of a row.</summary>
    public abstract void Get(int row, ref TValue value);

    /// <summary>Copies the value of the row that the cursor is at, when the rows of the table are those of this store.</summary>
    public virtual ValueGetter<TValue> GetGetter(CacheCursor cursor) => (ref TValue value) => Get((int)cursor.Row, ref value);
}
