using MLNetNeural.Reports.TensorBoard.Messages;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>Counts values in buckets of one width from the least to the greatest. Values that are not finite are left out.</summary>
/// <remarks>Values come in parts, and twice: first all to <see cref="Measure"/>, then all to <see cref="Count"/>.</remarks>
internal sealed class Histogram
{
    private const int Buckets = 64;

    private readonly double[] _counts = new double[Buckets];
    private double _min = double.PositiveInfinity, _max = double.NegativeInfinity, _sum, _squares;
    private long _number;

    /// <summary>Whether there is any value.</summary>
    public bool IsEmpty => _number == 0;

    public void Measure(ReadOnlySpan<float> values)
    {
        // In locals, which stay in registers: there may be millions of values.
        float min = float.PositiveInfinity, max = float.NegativeInfinity;
        double sum = 0, squares = 0;
        int number = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) continue;
            if (value < min) min = value;
            if (value > max) max = value;
            sum += value;
            squares += (double)value * value;
            number++;
        }

        _min = Math.Min(_min, min);
        _max = Math.Max(_max, max);
        _sum += sum;
        _squares += squares;
        _number += number;
    }

    public void Count(ReadOnlySpan<float> values)
    {
        // Two rows of counts by turns: values beside each other often fall into one bucket, and would wait for each other.
        Span<int> counts = stackalloc int[2 * Buckets];
        counts.Clear();
        double min = _min, scale = _max > _min ? Buckets / (_max - _min) : 0;
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            if (float.IsFinite(value)) counts[((i & 1) * Buckets) + Math.Min(Buckets - 1, (int)((value - min) * scale))]++;
        }

        for (int b = 0; b < Buckets; b++) _counts[b] += (double)counts[b] + counts[Buckets + b];
    }

    /// <summary>The buckets as TensorBoard reads them: one alone where all values are equal.</summary>
    public HistogramProto ToMessage()
    {
        int buckets = _max > _min ? Buckets : 1;
        var message = new HistogramProto { Min = _min, Max = _max, Num = _number, Sum = _sum, SumSquares = _squares };
        for (int b = 0; b < buckets; b++) message.BucketLimit.Add(b == buckets - 1 ? _max : _min + ((_max - _min) * (b + 1) / buckets));
        message.Bucket.AddRange(_counts[..buckets]);
        return message;
    }
}
