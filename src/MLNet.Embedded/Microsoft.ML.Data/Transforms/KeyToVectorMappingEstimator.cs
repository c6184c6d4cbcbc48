using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes keys vectors of numbers, with a slot for each key; it learns nothing.</summary>
/// <remarks>
/// Input: a key, or a vector of keys. Output: a vector of Single, sparse, as many slots as there are keys, 1 in the slot of the row's key and
/// 0 elsewhere; all 0 for the missing key. A vector of keys gives one such vector after the other, or, counted, their sum.
/// Slots are named after the values that the keys stand for.
/// </remarks>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly KeyEncoding _encoding;

    internal KeyToVectorMappingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, KeyEncoding encoding)
        : base(
            env.Register(nameof(KeyToVectorMappingEstimator)),
            new(env.Register(nameof(KeyToVectorMappingTransformer)), columns, Array.ConvertAll(columns, _ => encoding)))
    {
        _columns = columns;
        _encoding = encoding;
    }

    /// <summary>The input's columns and the columns of vectors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not of keys.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        if (!input.IsKey)
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, KeyEncodingMapper.ExpectedType, input.GetTypeString());
        SchemaShape.Column.VectorKind kind = input.Kind == SchemaShape.Column.VectorKind.VariableVector && _encoding != KeyEncoding.Count
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return new(name, kind, NumberDataViewType.Single, isKey: false, new(KeySlots.Shapes(input, _encoding)));
    }
}
