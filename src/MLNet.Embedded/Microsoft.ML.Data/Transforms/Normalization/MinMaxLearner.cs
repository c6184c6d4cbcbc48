using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Learns the least and the greatest value of each slot; NaN is left out.</summary>
internal sealed class MinMaxLearner<T> : NormalizerLearner<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _min;
    private readonly T[] _max;
    private readonly long[] _explicitCount;

    public MinMaxLearner(DataViewRow row, DataViewSchema.Column column, NormalizerSettings settings)
        : base(row, column, settings)
    {
        _min = new T[Size];
        _max = new T[Size];
        _explicitCount = new long[Size];
        Array.Fill(_min, T.PositiveInfinity);
        Array.Fill(_max, T.NegativeInfinity);
    }

    public override ColumnNormalizer Finish()
    {
        T[] scale = new T[Size];
        T[] offset = new T[Size];
        for (int slot = 0; slot < Size; slot++)
        {
            if (_explicitCount[slot] < Rows)
                Widen(slot, T.Zero);
            // A slot of one value, or of none, tells nothing: it becomes 0.
            if (!(_max[slot] > _min[slot]))
                continue;
            scale[slot] = T.One / (Settings.FixZero ? T.Max(T.Abs(_max[slot]), T.Abs(_min[slot])) : _max[slot] - _min[slot]);
            offset[slot] = Settings.FixZero || scale[slot] == T.Zero ? T.Zero : _min[slot];
        }
        return new AffineNormalizer<T>(InputType, scale, offset);
    }

    protected override void Add(int slot, T value)
    {
        _explicitCount[slot]++;
        Widen(slot, value);
    }

    // Comparisons with NaN are false.
    private void Widen(int slot, T value)
    {
        if (value < _min[slot])
            _min[slot] = value;
        if (value > _max[slot])
            _max[slot] = value;
    }
}
