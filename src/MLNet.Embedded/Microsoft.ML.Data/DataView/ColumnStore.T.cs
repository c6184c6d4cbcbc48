namespace Microsoft.ML.Data;

/// <summary>A growing list of values of type <typeparamref name="TValue"/>; reading is safe from several threads.</summary>
internal abstract class ColumnStore<TValue> : ColumnStore
{
    /// <summary>Copies the value of a row.</summary>
    public abstract void Get(int row, ref TValue value);
}
