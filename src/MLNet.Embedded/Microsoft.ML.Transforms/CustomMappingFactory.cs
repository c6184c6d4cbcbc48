using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives the action of a custom mapping again when a model is loaded.</summary>
/// <remarks>
/// The class that derives from it has a constructor without parameters and a <see cref="CustomMappingFactoryAttributeAttribute"/>; its assembly is
/// registered with the context's ComponentCatalog, or is the one that the action lies in.
/// </remarks>
/// <typeparam name="TSrc">The class whose members are filled from the columns of the same names.</typeparam>
/// <typeparam name="TDst">The class whose members become columns.</typeparam>
public abstract class CustomMappingFactory<
    [DynamicallyAccessedMembers(SchemaDefinition.Members)] TSrc, [DynamicallyAccessedMembers(SchemaDefinition.Members)] TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    /// <summary>The action: it reads its first argument and writes its second.</summary>
    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.CreateTransformer(string contractName) => new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contractName);
}
