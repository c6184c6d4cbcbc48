using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that bring numbers into a common range.</summary>
public static class NormalizationCatalog
{
    /// <summary>Divides rows, taken as vectors, by their norm, so that each has norm 1; nothing is learned.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of normalised vectors.</param>
    /// <param name="inputColumnName">A column of vectors of Single, of known size; null: the same name.</param>
    /// <param name="norm">Which norm.</param>
    /// <param name="ensureZeroMean">Whether the mean of the row's items is subtracted before; sparse rows become dense then.</param>
    public static LpNormNormalizingEstimator NormalizeLpNorm(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        LpNormNormalizingEstimatorBase.NormFunction norm = LpNormNormalizingEstimatorBase.NormFunction.L2,
        bool ensureZeroMean = false)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName), norm, ensureZeroMean);

    /// <summary>Subtracts the mean and divides by the standard deviation of the values learned from.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The normalised column.</param>
    /// <param name="inputColumnName">A column of Single or Double, or of vectors of them; null: the same name.</param>
    /// <param name="maximumExampleCount">The most rows to learn from; at least 2.</param>
    /// <param name="fixZero">Whether 0 stays 0, and sparse vectors sparse: divides by the root of the mean square, and subtracts nothing.</param>
    /// <param name="useCdf">Whether values become the share of a normal distribution of that mean and deviation that lies below them.</param>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = 1000000000,
        bool fixZero = true,
        bool useCdf = false)
        => new(
            catalog.GetEnvironment(),
            ColumnPairCodec.From(outputColumnName, inputColumnName),
            new(IsMinMax: false, maximumExampleCount, fixZero, useCdf));

    /// <summary>Subtracts the mean and divides by the standard deviation of the values learned from, in several columns.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The normalised columns and the columns of Single or Double, or of vectors of them.</param>
    /// <param name="maximumExampleCount">The most rows to learn from; at least 2.</param>
    /// <param name="fixZero">Whether 0 stays 0, and sparse vectors sparse: divides by the root of the mean square, and subtracts nothing.</param>
    /// <param name="useCdf">Whether values become the share of a normal distribution of that mean and deviation that lies below them.</param>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = 1000000000,
        bool fixZero = true,
        bool useCdf = false)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns), new(IsMinMax: false, maximumExampleCount, fixZero, useCdf));

    /// <summary>Brings the values learned from into [0, 1], or with <paramref name="fixZero"/> into [-1, 1].</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The normalised column.</param>
    /// <param name="inputColumnName">A column of Single or Double, or of vectors of them; null: the same name.</param>
    /// <param name="maximumExampleCount">The most rows to learn from; at least 2.</param>
    /// <param name="fixZero">Whether 0 stays 0, and sparse vectors sparse: divides by the greatest absolute value, and subtracts nothing.</param>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = 1000000000,
        bool fixZero = true)
        => new(
            catalog.GetEnvironment(),
            ColumnPairCodec.From(outputColumnName, inputColumnName),
            new(IsMinMax: true, maximumExampleCount, fixZero, UseCdf: false));

    /// <summary>Brings the values learned from into [0, 1], or with <paramref name="fixZero"/> into [-1, 1], in several columns.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The normalised columns and the columns of Single or Double, or of vectors of them.</param>
    /// <param name="maximumExampleCount">The most rows to learn from; at least 2.</param>
    /// <param name="fixZero">Whether 0 stays 0, and sparse vectors sparse: divides by the greatest absolute value, and subtracts nothing.</param>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool fixZero = true)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns), new(IsMinMax: true, maximumExampleCount, fixZero, UseCdf: false));
}
