using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Copies of vectors, as sparse as they came, in buffers that are reused.</summary>
internal sealed class VectorColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _getter = input.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[slots];

    /// <inheritdoc/>
    public override void Read(int slot) => _getter(ref _values[slot]);

    /// <inheritdoc/>
    public override Delegate GetGetter(ISlotRow row)
        => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[row.Slot].CopyTo(ref value));
}
