using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The values of one column in the slots of a <see cref="RowBuffer"/>.</summary>
internal abstract class ColumnBuffer
{
    public static ColumnBuffer Create(DataViewRow source, DataViewSchema.Column column, int capacity)
        => column.Type is VectorDataViewType vector
            ? RawTypes.Invoke<OfVectors, (DataViewRow, DataViewSchema.Column, int), ColumnBuffer>(
                vector.ItemType.RawType, default, (source, column, capacity))
            : RawTypes.Invoke<OfValues, (DataViewRow, DataViewSchema.Column, int), ColumnBuffer>(
                column.Type.RawType, default, (source, column, capacity));

    public abstract void Fill(int slot);

    public abstract Delegate GetGetter(RowBuffer rows);

    private readonly struct OfValues : IRawTypeVisitor<(DataViewRow, DataViewSchema.Column, int), ColumnBuffer>
    {
        public ColumnBuffer Visit<T>((DataViewRow, DataViewSchema.Column, int) arg) => new Values<T>(arg.Item1.GetGetter<T>(arg.Item2), arg.Item3);
    }

    private readonly struct OfVectors : IRawTypeVisitor<(DataViewRow, DataViewSchema.Column, int), ColumnBuffer>
    {
        public ColumnBuffer Visit<T>((DataViewRow, DataViewSchema.Column, int) arg)
            => new Vectors<T>(arg.Item1.GetGetter<VBuffer<T>>(arg.Item2), arg.Item3);
    }

    private sealed class Values<T>(ValueGetter<T> read, int capacity) : ColumnBuffer
    {
        private readonly T[] _values = new T[capacity];

        public override void Fill(int slot)
        {
            // An object was handed out: the source may not dispose or reuse it.
            if (!typeof(T).IsValueType)
                _values[slot] = default!;
            read(ref _values[slot]);
        }

        public override Delegate GetGetter(RowBuffer rows) => (ValueGetter<T>)((ref T value) => value = _values[rows.Current]);
    }

    private sealed class Vectors<T>(ValueGetter<VBuffer<T>> read, int capacity) : ColumnBuffer
    {
        private readonly VBuffer<T>[] _values = new VBuffer<T>[capacity];

        public override void Fill(int slot) => read(ref _values[slot]);

        public override Delegate GetGetter(RowBuffer rows)
            => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[rows.Current].CopyTo(ref value));
    }
}
