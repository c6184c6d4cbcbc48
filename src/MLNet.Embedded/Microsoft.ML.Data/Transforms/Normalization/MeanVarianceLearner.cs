using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Learns mean and variance of the finite values of each slot, by Welford's method; zeros are added at the end, all at once.</summary>
internal sealed class MeanVarianceLearner<T>(DataViewRow row, DataViewSchema.Column column, NormalizerSettings settings)
    : NormalizerLearner<T>(row, column, settings)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Moments[] _moments = new Moments[column.Type is VectorDataViewType vector ? vector.Size : 1];

    public override ColumnNormalizer Finish()
    {
        T[] first = new T[Size];
        T[] second = new T[Size];
        for (int slot = 0; slot < Size; slot++)
        {
            (double mean, double variance) = _moments[slot].Finish(Rows);
            // A slot of one value, or of none, tells nothing: it becomes 0.
            if (variance == 0)
                continue;
            T deviation = T.CreateTruncating(Math.Sqrt(variance));
            if (Settings.UseCdf)
                (first[slot], second[slot]) = (T.CreateTruncating(mean), deviation);
            else if (Settings.FixZero)
                first[slot] = T.One / T.CreateTruncating(Math.Sqrt(variance + (mean * mean)));
            else if (T.One / deviation is var scale && scale != T.Zero)
                (first[slot], second[slot]) = (scale, T.CreateTruncating(mean));
        }
        return Settings.UseCdf ? new CdfNormalizer<T>(InputType, first, second) : new AffineNormalizer<T>(InputType, first, second);
    }

    protected override void Add(int slot, T value) => _moments[slot].Add(double.CreateTruncating(value));

    private struct Moments
    {
        private long _count;
        private long _notFinite;
        private double _mean;
        private double _squares;    // of the differences from the mean

        public void Add(double value)
        {
            if (!double.IsFinite(value))
            {
                _notFinite++;
            }
            else if (value != 0)
            {
                double difference = value - _mean;
                _mean += difference / ++_count;
                _squares += difference * (value - _mean);
            }
        }

        public readonly (double Mean, double Variance) Finish(long rows)
        {
            long zeros = rows - _notFinite - _count;
            long count = _count + zeros;
            if (count == 0)
                return default;
            double mean = _mean * _count / count;
            return (mean, (_squares + (_mean * mean * zeros)) / count);
        }
    }
}
