using System.Numerics;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Learns a normaliser of items of type <typeparamref name="T"/>, each slot by itself.</summary>
internal abstract class NormalizerLearner<T> : NormalizerLearner
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly ValueGetter<VBuffer<T>> _read;
    private readonly DataViewSchema.Column _column;
    private VBuffer<T> _items;

    protected NormalizerLearner(DataViewRow row, DataViewSchema.Column column, NormalizerSettings settings)
    {
        _read = ItemReader.AsVector<T>(row, column);
        _column = column;
        Settings = settings;
        Size = column.Type is VectorDataViewType vector ? vector.Size : 1;
    }

    protected NormalizerSettings Settings { get; }

    /// <summary>The number of slots.</summary>
    protected int Size { get; }

    /// <summary>The number of rows seen.</summary>
    protected long Rows { get; private set; }

    protected DataViewType InputType => _column.Type;

    public sealed override bool Collect()
    {
        if (Rows == Settings.MaximumExampleCount)
            return false;
        Rows++;
        _read(ref _items);
        if (_items.Length != Size)
            throw Marked.InvalidOperation($"Normalizer expected {Size} slots but got {_items.Length} in a row of column '{_column.Name}'.");
        ReadOnlySpan<T> values = _items.GetValues();
        ReadOnlySpan<int> places = _items.GetIndices();
        for (int i = 0; i < values.Length; i++)
            Add(_items.IsDense ? i : places[i], values[i]);
        return true;
    }

    /// <summary>Learns from an item; those that a sparse vector leaves out do not come here.</summary>
    protected abstract void Add(int slot, T value);
}
