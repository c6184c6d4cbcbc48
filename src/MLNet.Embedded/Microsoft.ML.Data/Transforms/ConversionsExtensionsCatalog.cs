using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Conversions between kinds of values.</summary>
public static class ConversionsExtensionsCatalog
{
    /// <summary>Makes values of one type values of another.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of the other type.</param>
    /// <param name="inputColumnName">The column of values; null: the same name, which then hides them.</param>
    /// <param name="outputKind">The other type.</param>
    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        DataKind outputKind = DataKind.Single)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName), outputKind);

    /// <summary>Makes the values of several columns values of another type.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns of the other type and the columns of values.</param>
    /// <param name="outputKind">The other type.</param>
    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, DataKind outputKind = DataKind.Single)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns), outputKind);

    /// <summary>Makes values keys: each distinct value a number from 1, with the value it stands for kept in the annotation KeyValues.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of keys.</param>
    /// <param name="inputColumnName">The column of values; null: the same name, which then hides the values.</param>
    /// <param name="maximumNumberOfKeys">After that many distinct values further ones become the missing key; at least 1.</param>
    /// <param name="keyOrdinality">In which order values get their keys.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether to keep the values as text whatever their type.</param>
    /// <param name="keyData">Data of one column that gives the values; null: they are those of the data fitted on.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView? keyData = null)
        => new(
            catalog.GetEnvironment(),
            ColumnPairCodec.From(outputColumnName, inputColumnName),
            maximumNumberOfKeys,
            keyOrdinality,
            addKeyValueAnnotationsAsText,
            keyData);

    /// <summary>Makes the values of several columns keys, each column with keys of its own.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns of keys and the columns of values.</param>
    /// <param name="maximumNumberOfKeys">After that many distinct values of a column further ones become the missing key; at least 1.</param>
    /// <param name="keyOrdinality">In which order values get their keys.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether to keep the values as text whatever their type.</param>
    /// <param name="keyData">Data of one column that gives the values of all columns; null: they are those of the data fitted on.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView? keyData = null)
        => new(
            catalog.GetEnvironment(),
            ColumnPairCodec.From(columns),
            maximumNumberOfKeys,
            keyOrdinality,
            addKeyValueAnnotationsAsText,
            keyData);

    /// <summary>Makes keys the values they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of values.</param>
    /// <param name="inputColumnName">The column of keys; null: the same name, which then hides the keys.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string? inputColumnName = null)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName));

    /// <summary>Makes the keys of several columns the values they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns of values and the columns of keys.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns));
    /// <summary>Makes keys vectors with a slot for each key, 1 in the slot of the row's key.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of vectors of Single.</param>
    /// <param name="inputColumnName">The column of keys; null: the same name, which then hides the keys.</param>
    /// <param name="outputCountVector">Whether a vector of keys becomes one vector that counts them, or one vector for each key after the other.</param>
    public static KeyToVectorMappingEstimator MapKeyToVector(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string? inputColumnName = null, bool outputCountVector = false)
        => new(
            catalog.GetEnvironment(),
            ColumnPairCodec.From(outputColumnName, inputColumnName),
            outputCountVector ? KeyEncoding.Count : KeyEncoding.Indicator);

    /// <summary>Makes the keys of several columns vectors with a slot for each key, 1 in the slot of the row's key.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns of vectors of Single and the columns of keys.</param>
    /// <param name="outputCountVector">Whether a vector of keys becomes one vector that counts them, or one vector for each key after the other.</param>
    public static KeyToVectorMappingEstimator MapKeyToVector(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, bool outputCountVector = false)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(columns), outputCountVector ? KeyEncoding.Count : KeyEncoding.Indicator);
}
