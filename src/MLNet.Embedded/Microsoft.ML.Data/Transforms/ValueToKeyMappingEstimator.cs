using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns which distinct values a column has, and makes them keys.</summary>
/// <remarks>
/// Input: text, a number, a truth value, a time or a key, or a vector of them. Output: a key, or a vector of keys, held in UInt32, with the
/// annotation KeyValues. Empty text, NaN and missing keys become the missing key, 0, as do values not seen when the estimator was fitted.
/// </remarks>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly int _maximumNumberOfKeys;
    private readonly KeyOrdinality _keyOrdinality;
    private readonly bool _areAnnotationsText;
    private readonly IDataView? _keyData;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns,
        int maximumNumberOfKeys,
        KeyOrdinality keyOrdinality,
        bool addKeyValueAnnotationsAsText,
        IDataView? keyData)
    {
        _host = env.Register("Term");
        if (maximumNumberOfKeys < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximumNumberOfKeys), $"The maximum number of keys must be at least 1, got {maximumNumberOfKeys}.");
        }
        if (!Enum.IsDefined(keyOrdinality))
            throw new ArgumentOutOfRangeException(nameof(keyOrdinality), $"The order of keys must be ByOccurrence or ByValue, got {keyOrdinality}.");
        if (keyData is not null && keyData.Schema.Count != 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(keyData), $"The data of keys must have one column, which holds the values, but has {keyData.Schema.Count}.");
        }
        _columns = columns;
        _maximumNumberOfKeys = maximumNumberOfKeys;
        _keyOrdinality = keyOrdinality;
        _areAnnotationsText = addKeyValueAnnotationsAsText;
        _keyData = keyData;
    }

    /// <summary>In which order values get their keys.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>The order in which they are first met.</summary>
        ByOccurrence = 0,

        /// <summary>Rising; text by the code of its characters.</summary>
        ByValue = 1,
    }

    /// <summary>Reads the columns of <paramref name="input"/> once, or the key data, and gives the values keys.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of a type without keys.</exception>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] inputs = ColumnPairCodec.Inputs(_columns, input.Schema);
        Array.ForEach(inputs, ValueToKeyMappingTransformer.CheckInput);
        TermMap[] maps = _keyData is null ? Learn(input, inputs, _maximumNumberOfKeys) : Given(_keyData, inputs);
        return new(_host, _columns, maps, _areAnnotationsText);
    }

    /// <summary>The input's columns and the columns of keys.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of a type without keys.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        if (ColumnTypes.FromRawType(input.ItemType.RawType) is null)
        {
            throw SchemaErrors.WrongType(
                "inputSchema", "input", input.Name, ValueToKeyMappingTransformer.ExpectedType, input.GetTypeString());
        }
        // Of keys that stand for values, the new keys stand for the same values.
        SchemaShape.Column values = input.IsKey
            && input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column known)
            && known.Kind == SchemaShape.Column.VectorKind.Vector
                ? known
                : input.IsKey && _areAnnotationsText
                    ? throw new ArgumentOutOfRangeException(
                        "inputSchema", $"Column '{input.Name}' is of keys that stand for no values, so they have no text: map it to keys without text first.")
                    : SchemaShapes.VectorAnnotation(
                        AnnotationUtils.Kinds.KeyValues, _areAnnotationsText ? TextDataViewType.Instance : input.ItemType, input.IsKey);
        SchemaShape annotations = new([.. input.AnnotationsOf(AnnotationUtils.Kinds.SlotNames), values]);
        return new(name, input.Kind, NumberDataViewType.UInt32, isKey: true, annotations);
    }

    private TermMap[] Learn(IDataView data, DataViewSchema.Column[] columns, int maximum)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        TermCollector[] collectors = Array.ConvertAll(columns, column => TermCollector.Create(cursor, column, maximum));
        for (bool more = true; more && cursor.MoveNext();)
        {
            more = false;
            foreach (TermCollector collector in collectors)
                more |= collector.Collect();
        }
        TermMap[] maps = Array.ConvertAll(collectors, collector => collector.Finish(_keyOrdinality));
        if (data == _keyData)
            return maps;
        using IChannel channel = _host.Start("Training");
        foreach (((string output, _), TermMap map) in _columns.Zip(maps))
        {
            if (map.Count == 0)
                channel.Warning(MessageSensitivity.Schema, $"Term map for output column '{output}' contains no entries.");
        }
        return maps;
    }

    private TermMap[] Given(IDataView keyData, DataViewSchema.Column[] inputs)
    {
        DataViewSchema.Column keys = keyData.Schema[0];
        DataViewType type = ColumnTypes.ItemTypeOf(keys.Type);
        foreach (DataViewSchema.Column input in inputs)
        {
            if (!ColumnTypes.ItemTypeOf(input.Type).Equals(type))
                throw SchemaErrors.WrongType("keyData", "key", keys.Name, ColumnTypes.ItemTypeOf(input.Type).ToString()!, type.ToString()!);
        }
        TermMap map = Learn(keyData, [keys], int.MaxValue)[0];
        return Array.ConvertAll(inputs, _ => map);
    }
}
