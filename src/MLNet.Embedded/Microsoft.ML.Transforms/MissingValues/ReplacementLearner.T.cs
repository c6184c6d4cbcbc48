using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Learns what replaces NaN: a statistic of all items of a column, or of each slot.</summary>
internal sealed class ReplacementLearner<T> : ReplacementLearner
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly DataViewSchema.Column _column;
    private readonly ValueGetter<VBuffer<T>> _read;
    private readonly ItemStatistic<T>[] _statistics;
    private readonly bool _bySlot;
    private VBuffer<T> _items;
    private long _count;

    public ReplacementLearner(DataViewRow row, DataViewSchema.Column column, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot)
    {
        _column = column;
        _read = ItemReader.AsVector<T>(row, column);
        _bySlot = bySlot && column.Type is VectorDataViewType { IsKnownSize: true };
        _statistics = new ItemStatistic<T>[_bySlot ? ((VectorDataViewType)column.Type).Size : 1];
        for (int i = 0; i < _statistics.Length; i++)
            _statistics[i] = ItemStatistic<T>.Create(mode);
    }

    public override void Collect()
    {
        _read(ref _items);
        _count += _bySlot ? 1 : _items.Length;
        ReadOnlySpan<T> values = _items.GetValues();
        ReadOnlySpan<int> places = _items.GetIndices();
        for (int i = 0; i < values.Length; i++)
            _statistics[!_bySlot ? 0 : _items.IsDense ? i : places[i]].Add(values[i]);
    }

    public override MissingReplacement Finish()
        => new MissingReplacement<T>(_column.Type, Array.ConvertAll(_statistics, statistic => statistic.Finish(_count)));
}
