using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.TorchSharp;

/// <summary>What is asked of the rows of a call, before anything native sees them.</summary>
internal static class RowChecks
{
    /// <exception cref="ArgumentException">There are too many rows, one does not exist, or they do not fit the network.</exception>
    public static void Check(MlpSpec spec, FeatureStore features, ReadOnlySpan<int> rows, int maxRows)
    {
        if (rows.Length > maxRows) throw new ArgumentException($"A batch must have at most {maxRows} rows, got {rows.Length}.", nameof(rows));
        if (features.Columns != spec.Inputs)
        {
            throw new ArgumentException($"The network has {spec.Inputs} inputs, but rows have {features.Columns} features.", nameof(features));
        }

        foreach (int row in rows)
        {
            if ((uint)row >= (uint)features.Count) throw new ArgumentOutOfRangeException(nameof(rows), row, $"A row must be in [0, {features.Count}).");
        }
    }
}
