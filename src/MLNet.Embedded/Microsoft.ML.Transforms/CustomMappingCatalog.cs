using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that are a user's own code.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Makes columns by calling <paramref name="mapAction"/> for each row.</summary>
    /// <typeparam name="TSrc">The class whose members are filled from the columns of the same names.</typeparam>
    /// <typeparam name="TDst">The class whose members become columns.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">
    /// Reads its first argument and writes its second. Both objects are used again for the next row, so it must write every member each time. It may
    /// run on several threads at once, each with objects of its own.
    /// </param>
    /// <param name="contractName">
    /// The name of the class, made known by <see cref="CustomMappingFactoryAttributeAttribute"/>, that gives the action again when a model is loaded;
    /// null: the transformer cannot be saved.
    /// </param>
    /// <param name="inputSchemaDefinition">How the members of <typeparamref name="TSrc"/> are filled; null: as the class itself says.</param>
    /// <param name="outputSchemaDefinition">How the members of <typeparamref name="TDst"/> become columns; null: as the class itself says.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<
        [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string? contractName,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
        => new(catalog.GetEnvironment(), mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);
}
