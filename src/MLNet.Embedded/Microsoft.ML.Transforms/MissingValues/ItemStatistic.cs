using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A number that stands for many.</summary>
internal abstract class ItemStatistic<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public static ItemStatistic<T> Create(MissingValueReplacingEstimator.ReplacementMode mode) => mode switch
    {
        MissingValueReplacingEstimator.ReplacementMode.Mean => new Mean(),
        MissingValueReplacingEstimator.ReplacementMode.Minimum => new Extreme(isGreatest: false),
        MissingValueReplacingEstimator.ReplacementMode.Maximum => new Extreme(isGreatest: true),
        _ => new MostFrequent(),
    };

    /// <summary>Adds an item that a vector holds explicitly.</summary>
    public abstract void Add(T value);

    /// <param name="count">The number of items, explicit or not; those that are not are 0.</param>
    public abstract T Finish(long count);

    private sealed class Mean : ItemStatistic<T>
    {
        private double _mean;
        private long _finite;
        private long _notFinite;

        public override void Add(T value)
        {
            if (!T.IsFinite(value))
            {
                _notFinite++;
                return;
            }
            // Two quotients: the difference of two great numbers could overflow.
            _finite++;
            _mean += (double.CreateTruncating(value) / _finite) - (_mean / _finite);
        }

        public override T Finish(long count)
            => count == _notFinite ? T.Zero : T.CreateTruncating(_mean * ((double)_finite / (count - _notFinite)));
    }

    private sealed class Extreme(bool isGreatest) : ItemStatistic<T>
    {
        private T _value = isGreatest ? T.NegativeInfinity : T.PositiveInfinity;
        private long _count;

        // Comparisons with NaN are false.
        public override void Add(T value)
        {
            _count++;
            if (isGreatest ? value > _value : value < _value)
                _value = value;
        }

        public override T Finish(long count)
        {
            if (_count < count)
                Add(T.Zero);
            return _value;
        }
    }

    private sealed class MostFrequent : ItemStatistic<T>
    {
        private readonly Dictionary<T, long> _counts = [];
        private T _value;
        private long _most;

        public override void Add(T value)
        {
            if (!T.IsFinite(value))
                return;
            long count = _counts.GetValueOrDefault(value) + 1;
            _counts[value] = count;
            if (count > _most)
                (_value, _most) = (value, count);
        }

        public override T Finish(long count) => _value;
    }
}
