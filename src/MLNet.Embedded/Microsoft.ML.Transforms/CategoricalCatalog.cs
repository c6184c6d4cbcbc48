using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms of categories.</summary>
public static class CategoricalCatalog
{
    /// <summary>Makes values of a few kinds numbers: by default a slot for each distinct value, 1 in that of the row's value.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column to make.</param>
    /// <param name="inputColumnName">The column of values; null: the same name, which then hides the values.</param>
    /// <param name="outputKind">What the values become.</param>
    /// <param name="maximumNumberOfKeys">After that many distinct values further ones become missing; at least 1.</param>
    /// <param name="keyOrdinality">In which order values get their slots.</param>
    /// <param name="keyData">Data of one column that gives the values; null: they are those of the data fitted on.</param>
    public static OneHotEncodingEstimator OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        IDataView? keyData = null)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName), outputKind, maximumNumberOfKeys, keyOrdinality, keyData);

    /// <summary>Makes the values of several columns numbers, each column with values of its own.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns to make and the columns of values.</param>
    /// <param name="outputKind">What the values become.</param>
    /// <param name="maximumNumberOfKeys">After that many distinct values of a column further ones become missing; at least 1.</param>
    /// <param name="keyOrdinality">In which order values get their slots.</param>
    /// <param name="keyData">Data of one column that gives the values of all columns; null: they are those of the data fitted on.</param>
    public static OneHotEncodingEstimator OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        IDataView? keyData = null)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns), outputKind, maximumNumberOfKeys, keyOrdinality, keyData);
}
