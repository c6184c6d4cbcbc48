using System.Collections.Immutable;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers;

/// <summary>Means of features, to stand in for missing values.</summary>
internal static class FeatureMeans
{
    /// <summary>The mean of the values that are there, feature by feature, by the weights of the rows; 0 for a feature that never is.</summary>
    public static ImmutableArray<float> Of(SingleFeatures features, Targets targets, ImmutableArray<int> rows)
    {
        double[] sums = new double[features.Columns], weights = new double[features.Columns];
        foreach (int row in rows)
        {
            double weight = targets.Weight(row);
            ReadOnlySpan<float> values = features[row];
            for (int j = 0; j < values.Length; j++)
            {
                if (float.IsNaN(values[j])) continue;
                sums[j] += weight * values[j];
                weights[j] += weight;
            }
        }

        return Quotients(sums, weights);
    }

    /// <summary>The mean of the values that are there, feature by feature, those left out counting as the zeros that they are.</summary>
    public static ImmutableArray<float> Of(SparseFeatures features, Targets targets, ImmutableArray<int> rows)
    {
        double all = 0;
        foreach (int row in rows) all += targets.Weight(row);
        double[] sums = new double[features.Columns], weights = new double[features.Columns];
        Array.Fill(weights, all);
        foreach (int row in rows)
        {
            double weight = targets.Weight(row);
            ReadOnlySpan<int> columns = features.ColumnsOf(row);
            ReadOnlySpan<float> values = features.ValuesOf(row);
            for (int i = 0; i < columns.Length; i++)
            {
                if (float.IsNaN(values[i])) weights[columns[i]] -= weight;
                else sums[columns[i]] += weight * values[i];
            }
        }

        return Quotients(sums, weights);
    }

    /// <summary>Puts means in place of missing values.</summary>
    public static void Replace(Span<float> values, ImmutableArray<float> means)
    {
        for (int j = 0; j < values.Length; j++)
        {
            if (float.IsNaN(values[j])) values[j] = means[j];
        }
    }

    /// <summary>Puts means in place of missing values.</summary>
    /// <param name="columns">The features that the values are of.</param>
    /// <param name="values">The values.</param>
    /// <param name="means">The mean of each feature.</param>
    public static void Replace(ReadOnlySpan<int> columns, Span<float> values, ImmutableArray<float> means)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) values[i] = means[columns[i]];
        }
    }

    /// <summary>Puts means in place of the missing values of all rows.</summary>
    public static void Replace(SparseFeatures features, ImmutableArray<float> means)
    {
        for (int row = 0; row < features.Count; row++) Replace(features.ColumnsOf(row), features.Values(row), means);
    }

    /// <summary>Puts means in place of the missing values of all rows.</summary>
    public static unsafe void Replace(SingleFeatures features, ImmutableArray<float> means)
    {
        for (int row = 0; row < features.Count; row++) Replace(new Span<float>(features.Pointer(row), features.Columns), means);
    }

    private static ImmutableArray<float> Quotients(double[] sums, double[] weights) => [.. sums.Zip(weights, (sum, weight) => weight > 0 ? (float)(sum / weight) : 0)];
}
