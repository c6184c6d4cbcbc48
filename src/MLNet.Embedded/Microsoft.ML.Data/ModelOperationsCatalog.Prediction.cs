using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    /// <summary>An engine that predicts for one object at a time.</summary>
    /// <typeparam name="TSrc">The input class.</typeparam>
    /// <typeparam name="TDst">The prediction class.</typeparam>
    /// <param name="transformer">The model; every part of it must map single rows. Disposing the engine disposes it.</param>
    /// <param name="ignoreMissingColumns">Whether members of the prediction class without a column are left as they are.</param>
    /// <param name="inputSchemaDefinition">How members of the input class become columns; null: as their types and attributes say.</param>
    /// <param name="outputSchemaDefinition">How members of the prediction class stand for columns; null: as their types and attributes say.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<
        [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => new(
            transformer,
            new()
            {
                IgnoreMissingColumns = ignoreMissingColumns,
                InputSchemaDefinition = inputSchemaDefinition,
                OutputSchemaDefinition = outputSchemaDefinition,
            });

    /// <summary>An engine whose input columns have the types of <paramref name="inputSchema"/>, for example of a loaded model.</summary>
    /// <typeparam name="TSrc">The input class; it must have a member for each column.</typeparam>
    /// <typeparam name="TDst">The prediction class; there must be a column for each member.</typeparam>
    /// <param name="transformer">The model; every part of it must map single rows. Disposing the engine disposes it.</param>
    /// <param name="inputSchema">The input columns.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<
        [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst>(
        ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return CreatePredictionEngine<TSrc, TDst>(transformer, ignoreMissingColumns: false, inputSchemaDefinition: BoundSchema<TSrc>.DefinitionFor(inputSchema));
    }

    /// <summary>An engine that predicts for one object at a time.</summary>
    /// <typeparam name="TSrc">The input class.</typeparam>
    /// <typeparam name="TDst">The prediction class.</typeparam>
    /// <param name="transformer">The model; every part of it must map single rows.</param>
    /// <param name="options">How objects map to columns, and whether the engine owns the model.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<
        [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst>(
        ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(transformer, options);
    }
}
