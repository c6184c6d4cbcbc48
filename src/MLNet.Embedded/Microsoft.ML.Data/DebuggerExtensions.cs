using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Looks at the first rows of data.</summary>
public static class DebuggerExtensions
{
    private const int Rows = 100;

    /// <summary>The first rows of <paramref name="data"/>, all columns.</summary>
    /// <param name="data">The data.</param>
    /// <param name="maxRows">How many rows at most; at least 0.</param>
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = Rows)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        return new(data, maxRows);
    }

    /// <summary>The first rows that the model makes of <paramref name="data"/> which <paramref name="estimator"/> learns from its first rows.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="data">The data.</param>
    /// <param name="maxRows">How many rows to show at most; at least 0.</param>
    /// <param name="maxTrainingRows">How many rows to learn from at most; at least 0.</param>
    public static DataDebuggerPreview Preview(
        this IEstimator<ITransformer> estimator, IDataView data, int maxRows = Rows, int maxTrainingRows = Rows)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTrainingRows);
        return estimator.Fit(new SkipTakeView(data, 0, maxTrainingRows)).Preview(data, maxRows);
    }

    /// <summary>The first rows that <paramref name="transformer"/> makes of <paramref name="data"/>.</summary>
    /// <param name="transformer">The transformer.</param>
    /// <param name="data">The data.</param>
    /// <param name="maxRows">How many rows at most; at least 0.</param>
    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = Rows)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(data);
        return transformer.Transform(data).Preview(maxRows);
    }
}
