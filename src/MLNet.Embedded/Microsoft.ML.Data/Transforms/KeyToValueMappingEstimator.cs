using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes keys the values they stand for; it learns nothing.</summary>
/// <remarks>
/// Input: a key, or a vector of keys, with the annotation KeyValues. Output: the type of those values. The missing key becomes the missing
/// value of the type: NaN, empty text, or where there is none 0.
/// </remarks>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal KeyToValueMappingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)), new(env.Register(nameof(KeyToValueMappingTransformer)), columns))
        => _columns = columns;

    /// <summary>The input's columns and the columns of values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, is not of keys, or its keys stand for nothing.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private static SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        if (!input.IsKey)
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, "KeyType", input.GetTypeString());
        if (!input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values))
        {
            throw new ArgumentOutOfRangeException(
                "inputSchema", $"Input column '{input.Name}' doesn't contain key values metadata, so its keys stand for nothing.");
        }
        SchemaShape annotations = new(input.HasSlotNames() ? input.AnnotationsOf(AnnotationUtils.Kinds.SlotNames) : []);
        return new(name, input.Kind, values.ItemType, values.IsKey, annotations);
    }
}
