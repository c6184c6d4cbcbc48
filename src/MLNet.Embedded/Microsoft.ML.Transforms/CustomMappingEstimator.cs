using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes columns by a user's own code; it learns nothing.</summary>
/// <typeparam name="TSrc">The class whose members are filled from the columns of the same names.</typeparam>
/// <typeparam name="TDst">The class whose members become columns.</typeparam>
public sealed class CustomMappingEstimator<
    [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string? contractName,
        SchemaDefinition? inputSchemaDefinition,
        SchemaDefinition? outputSchemaDefinition)
        : base(
            env.Register("CustomMappingEstimator"),
            new CustomMappingTransformer<TSrc, TDst>(mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition))
    {
    }

    /// <summary>The input's columns and those made of members.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type than its member.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (BoundColumn wanted in Transformer.Inputs)
            Check(inputSchema.Input(wanted.Name), SchemaShape.ShapeOf(wanted.Name, wanted.Type), wanted);
        return inputSchema.With(Transformer.Outputs.Select(
            made => SchemaShape.ShapeOf(made.Name, made.Type, SchemaShape.Create(made.Annotations.Schema))));
    }

    private static void Check(SchemaShape.Column input, SchemaShape.Column wanted, BoundColumn column)
    {
        // A member for vectors of any size holds those of known size too.
        bool isKindFit = input.Kind == wanted.Kind
            || (wanted.Kind == SchemaShape.Column.VectorKind.VariableVector && input.Kind == SchemaShape.Column.VectorKind.Vector);
        if (!isKindFit || input.IsKey != wanted.IsKey || !input.ItemType.Equals(wanted.ItemType))
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, column.Type.ToString()!, input.GetTypeString());
    }
}
