using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Divides vectors by their norm; it learns nothing.</summary>
public sealed class LpNormNormalizingEstimator : LpNormNormalizingEstimatorBase
{
    internal LpNormNormalizingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, NormFunction norm, bool ensureZeroMean)
        : base(env, columns, norm, ensureZeroMean)
    {
    }
}
