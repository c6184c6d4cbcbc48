namespace MLNetNeural.Benchmarks.Compare;

/// <summary>The figures of a side's rounds.</summary>
internal sealed class Series(IReadOnlyList<double> values)
{
    /// <summary>One a round, in their order.</summary>
    public IReadOnlyList<double> Values { get; } = values.Count > 0 ? values : throw new ArgumentException("There must be at least one figure.", nameof(values));

    /// <summary>The figure in the middle; of an even number the mean of the two.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>The best figure.</summary>
    public double Best => Values.Min();

    /// <summary>How far the best and the worst figure are apart, as a share of the median.</summary>
    public double Spread => Median == 0 ? 0 : (Values.Max() - Best) / Median;
}
