using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>One row at a time of a table: getters follow the row as <see cref="Position"/> moves.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>The number of the present row; it changes whenever the values may have changed.</summary>
    public abstract long Position { get; }

    /// <summary>Rises along the rows of one cursor; among the cursors of a set it gives the order of the parts.</summary>
    public abstract long Batch { get; }

    /// <summary>The columns.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>Releases what the row holds.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the row holds; override it, and call the base.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>The delegate that reads <paramref name="column"/> in the present row.</summary>
    /// <typeparam name="TValue">The raw type of the column.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The column is not active.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="TValue"/> is not the column's raw type.</exception>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    /// <summary>The delegate that reads the identity of the present row: the same in every pass, whatever the order.</summary>
    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether values of <paramref name="column"/> can be read.</summary>
    public abstract bool IsColumnActive(DataViewSchema.Column column);
}
