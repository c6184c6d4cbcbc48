using System.Collections.Immutable;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers;

/// <summary>Means of features, to stand in for missing values.</summary>
internal static class FeatureMeans
{
    /// <summary>The mean of the values that are there, feature by feature; 0 for a feature that never is.</summary>
    public static ImmutableArray<float> Of(SingleFeatures features, ImmutableArray<int> rows)
    {
        double[] sums = new double[features.Columns];
        long[] counts = new long[features.Columns];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = features[row];
            for (int j = 0; j < values.Length; j++)
            {
                if (float.IsNaN(values[j])) continue;
                sums[j] += values[j];
                counts[j]++;
            }
        }

        return [.. sums.Select((sum, j) => counts[j] == 0 ? 0 : (float)(sum / counts[j]))];
    }

    /// <summary>Puts means in place of missing values.</summary>
    public static void Replace(Span<float> values, ImmutableArray<float> means)
    {
        for (int j = 0; j < values.Length; j++)
        {
            if (float.IsNaN(values[j])) values[j] = means[j];
        }
    }

    /// <summary>Puts means in place of the missing values of all rows.</summary>
    public static unsafe void Replace(SingleFeatures features, ImmutableArray<float> means)
    {
        for (int row = 0; row < features.Count; row++) Replace(new Span<float>(features.Pointer(row), features.Columns), means);
    }
}
