using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ITransformer),
    typeof(CustomMappingLoader),
    null,
    typeof(SignatureLoadModel),
    "",
    CustomMappingLoader.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>The saved form of a custom mapping: the name of its contract, and of the assembly that its action lies in.</summary>
internal static class CustomMappingLoader
{
    internal const string LoaderSignature = "CustomTransformer";

    private static VersionInfo Version => VersionInfo.First("CUSTOMXF", LoaderSignature);

    public static void Save(ModelSaveContext ctx, string contractName, Assembly? assembly)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(assembly?.FullName ?? "");
    }

    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        string contractName = ctx.Reader.ReadString();
        string assemblyName = ctx.Reader.ReadString();
        object factory = Find(env.ComponentCatalog, contractName, assemblyName)
            ?? throw Marked.InvalidOperation(
                $"Unable to locate an extension for the contract '{contractName}'. Ensure you have called ComponentCatalog.RegisterAssembly with "
                    + $"the Assembly that contains a class decorated with a '{typeof(CustomMappingFactoryAttributeAttribute)}'.");
        return factory is ICustomMappingFactory known
            ? known.CreateTransformer(contractName)
            : throw Marked.InvalidOperation(
                $"The class with contract '{contractName}' must derive from '{typeof(CustomMappingFactory<,>).FullName}', but {factory.GetType()} does not.");
    }

    // The assembly of the action is asked only where those that the user registered do not know the contract.
    private static object? Find(ComponentCatalog catalog, string contractName, string assemblyName)
    {
        object? factory = catalog.CreateExtensionOrNull<CustomMappingFactoryAttributeAttribute>(contractName);
        if (factory is not null || assemblyName.Length == 0)
            return factory;
        try
        {
            catalog.RegisterAssembly(Assembly.Load(assemblyName));
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw Marked.InvalidOperation(
                $"The custom mapping '{contractName}' of the model needs the assembly '{assemblyName}', which cannot be loaded; "
                    + "add it to the application, or register the one that has the contract now.",
                error);
        }
        return catalog.CreateExtensionOrNull<CustomMappingFactoryAttributeAttribute>(contractName);
    }
}
