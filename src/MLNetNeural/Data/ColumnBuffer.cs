using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Copies of one column's values in some rows of an input, one per slot.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>A buffer for a column: vectors and text are copied, other values kept as they are.</summary>
    /// <param name="input">Rows of the input; the column is active there.</param>
    /// <param name="column">The column.</param>
    /// <param name="slots">Number of slots.</param>
    public static ColumnBuffer Create(DataViewRow input, DataViewSchema.Column column, int slots)
        => column.Type is VectorDataViewType vector
            ? RawType.Dispatch(vector.ItemType.RawType, new VectorFactory(input, column, slots))
            : column.Type.RawType == typeof(ReadOnlyMemory<char>) ? new TextColumnBuffer(input, column, slots)
            : RawType.Dispatch(column.Type.RawType, new ScalarFactory(input, column, slots));

    /// <summary>Copies the value in the input's present row into a slot.</summary>
    public abstract void Read(int slot);

    /// <summary>A ValueGetter of the column's raw type for the slot that <paramref name="row"/> is at when it is called.</summary>
    public abstract Delegate GetGetter(ISlotRow row);

    private sealed class ScalarFactory(DataViewRow input, DataViewSchema.Column column, int slots) : IRawTypeFunction<ColumnBuffer>
    {
        public ColumnBuffer Invoke<T>() => new ScalarColumnBuffer<T>(input, column, slots);
    }

    private sealed class VectorFactory(DataViewRow input, DataViewSchema.Column column, int slots) : IRawTypeFunction<ColumnBuffer>
    {
        public ColumnBuffer Invoke<T>() => new VectorColumnBuffer<T>(input, column, slots);
    }
}
