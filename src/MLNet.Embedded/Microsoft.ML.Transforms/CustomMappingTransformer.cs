using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Transforms;

/// <summary>Makes columns by a user's own code.</summary>
/// <typeparam name="TSrc">The class whose members are filled from the columns of the same names.</typeparam>
/// <typeparam name="TDst">The class whose members become columns.</typeparam>
public sealed class CustomMappingTransformer<
    [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string? _contractName;

    internal CustomMappingTransformer(
        Action<TSrc, TDst> mapAction,
        string? contractName,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
    {
        ArgumentNullException.ThrowIfNull(mapAction);
        _mapAction = mapAction;
        _contractName = contractName;
        Inputs = BoundSchema<TSrc>.From(inputSchemaDefinition, SchemaDefinition.Direction.Write);
        Outputs = BoundSchema<TDst>.From(outputSchemaDefinition, SchemaDefinition.Direction.Write);
    }

    internal BoundColumn[] Inputs { get; }

    internal BoundColumn[] Outputs { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input columns, then those made of members.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MapperFor(inputSchema).OutputSchema;

    /// <summary>A view of <paramref name="input"/> with the columns made of members, computed when they are read.</summary>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, MapperFor(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MapperFor(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        if (_contractName is null)
        {
            throw Marked.InvalidOperation(
                "Empty contract name for a transform: the transform cannot be saved. "
                    + $"Give CustomMapping the contract name of a class with {nameof(CustomMappingFactoryAttributeAttribute)}.");
        }
        CustomMappingLoader.Save(ctx, _contractName, _mapAction.Method.DeclaringType?.Assembly);
    }

    private RowToRowMapper MapperFor(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new(new CustomMapper<TSrc, TDst>(inputSchema, Inputs, Outputs, _mapAction));
    }
}
