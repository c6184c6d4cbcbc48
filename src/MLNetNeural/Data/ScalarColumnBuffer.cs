using Microsoft.ML;

namespace MLNetNeural.Data;

/// <summary>Copies of single values.</summary>
internal sealed class ScalarColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<T> _getter = input.GetGetter<T>(column);
    private readonly T[] _values = new T[slots];

    /// <inheritdoc/>
    public override void Read(int slot) => _getter(ref _values[slot]);

    /// <inheritdoc/>
    public override Delegate GetGetter(ISlotRow row) => (ValueGetter<T>)((ref T value) => value = _values[row.Slot]);
}
