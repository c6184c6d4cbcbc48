using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Runtime;

/// <summary>The classes that parts of models are loaded with. Each context has its own catalog; it starts empty.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Assembly> _assemblies = [];
    private readonly Dictionary<(string Name, Type Signature), LoadableClass> _classes = [];

    internal ComponentCatalog()
    {
    }

    /// <summary>Adds the loadable classes that <paramref name="assembly"/> declares; an assembly known already is left alone.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="throwOnError">Whether a class that cannot be used is an error; otherwise it is left out.</param>
    /// <exception cref="InvalidOperationException">A class has no usable method or constructor, or its name is taken.</exception>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_lock)
        {
            if (!_assemblies.TryAdd(assembly.FullName ?? "", assembly))
            {
                return;
            }
            foreach (LoadableClassAttributeBase attribute in assembly.GetCustomAttributes(typeof(LoadableClassAttributeBase)))
            {
                Add(attribute, throwOnError);
            }
        }
    }

    /// <summary>Calls the loader of that name and signature; false when there is none.</summary>
    /// <param name="env">Given to the loader if it asks for it.</param>
    /// <param name="signature">The delegate type that the loader was declared with.</param>
    /// <param name="name">The loader's name; case does not matter.</param>
    /// <param name="arguments">The arguments of the signature.</param>
    /// <param name="where">The part that is loaded, for messages.</param>
    /// <param name="instance">What the loader made.</param>
    internal bool TryCreateInstance(
        IHostEnvironment env, Type signature, string name, object[] arguments, string where, [NotNullWhen(true)] out object? instance)
    {
        LoadableClass? loader;
        lock (_lock)
        {
            _classes.TryGetValue((KeyOf(name), signature), out loader);
        }
        instance = loader?.Create(env, arguments, where);
        return instance is not null;
    }

    /// <summary>A new object of the class with that contract in a registered assembly; null when there is none.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A class that was trimmed away is reported as one that was not found.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "A class that was trimmed away is reported as one that was not found.")]
    internal object? CreateExtensionOrNull<TAttribute>(string contractName)
        where TAttribute : ExtensionBaseAttribute
    {
        Assembly[] assemblies;
        lock (_lock)
        {
            assemblies = [.. _assemblies.Values];
        }
        Type? type = assemblies.SelectMany(assembly => assembly.GetTypes()).FirstOrDefault(
            type => type.IsClass && type.GetCustomAttribute<TAttribute>(inherit: false)?.ContractName == contractName);
        return type is null ? null : Activator.CreateInstance(type);
    }

    private void Add(LoadableClassAttributeBase attribute, bool throwOnError)
    {
        LoadableClass? loader = LoadableClass.FromOrNull(attribute);
        if (loader is null)
        {
            if (throwOnError)
            {
                throw Marked.InvalidOperation(
                    $"Can't instantiate loadable class '{attribute.InstanceType.Name}' with name '{attribute.LoadNames.FirstOrDefault()}': "
                        + $"{attribute.LoaderType} has no static method Create and no constructor of the right parameters and result.");
            }
            return;
        }
        foreach (string name in attribute.LoadNames)
        {
            foreach (Type signature in attribute.SigTypes)
            {
                if (!_classes.TryAdd((KeyOf(name), signature), loader) && throwOnError)
                {
                    throw Marked.InvalidOperation($"A loadable class with name '{name}' and signature {signature.Name} is already registered.");
                }
            }
        }
    }

    private static string KeyOf(string name) => name.Trim().ToLowerInvariant();
}
