using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms of missing values.</summary>
public static class ExtensionsCatalog
{
    /// <summary>Says which values are missing: NaN.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns of truth values, or of vectors of them, and the columns of Single or Double, or of vectors of them.</param>
    public static MissingValueIndicatorEstimator IndicateMissingValues(this TransformsCatalog catalog, InputOutputColumnPair[] columns)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns));

    /// <summary>Says which values are missing: NaN.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of truth values, or of vectors of them.</param>
    /// <param name="inputColumnName">A column of Single or Double, or of vectors of them; null: the same name.</param>
    public static MissingValueIndicatorEstimator IndicateMissingValues(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName));

    /// <summary>Replaces NaN by a number, by default 0.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column without NaN.</param>
    /// <param name="inputColumnName">A column of Single or Double, or of vectors of them; null: the same name.</param>
    /// <param name="replacementMode">By which number.</param>
    /// <param name="imputeBySlot">Whether each slot of a vector has a number of its own; not where the size of the vector varies.</param>
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        bool imputeBySlot = true)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName), replacementMode, imputeBySlot);

    /// <summary>Replaces NaN in several columns by a number, by default 0.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns without NaN and the columns of Single or Double, or of vectors of them.</param>
    /// <param name="replacementMode">By which number.</param>
    /// <param name="imputeBySlot">Whether each slot of a vector has a number of its own; not where the size of the vector varies.</param>
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        bool imputeBySlot = true)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns), replacementMode, imputeBySlot);
}
