using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML;

/// <summary>Names a class by which parts of models are loaded; stands on the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal abstract class LoadableClassAttributeBase : Attribute
{
    /// <summary>What a trimmed application must keep of a loader.</summary>
    internal const DynamicallyAccessedMemberTypes Loader =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods
        | DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors;

    protected LoadableClassAttributeBase(
        string? summary,
        Type instType,
        [DynamicallyAccessedMembers(Loader)] Type loaderType,
        Type? argType,
        Type[] sigTypes,
        string userName,
        params string[] loadNames)
    {
        ArgumentNullException.ThrowIfNull(instType);
        ArgumentNullException.ThrowIfNull(loaderType);
        ArgumentNullException.ThrowIfNull(sigTypes);
        ArgumentNullException.ThrowIfNull(loadNames);
        Summary = summary;
        InstanceType = instType;
        LoaderType = loaderType;
        ArgType = argType;
        SigTypes = sigTypes;
        UserName = userName;
        LoadNames = loadNames;
    }

    /// <summary>What the class is for.</summary>
    public string? Summary { get; }

    /// <summary>The type of the object that the loader makes.</summary>
    public Type InstanceType { get; }

    /// <summary>The type with the static method <c>Create</c> or the constructor.</summary>
    [DynamicallyAccessedMembers(Loader)]
    public Type LoaderType { get; }

    /// <summary>The type of the options the loader takes; null: none.</summary>
    public Type? ArgType { get; }

    /// <summary>The delegate types that say what the loader takes besides.</summary>
    public IReadOnlyList<Type> SigTypes { get; }

    /// <summary>The name that users see; empty: hidden.</summary>
    public string UserName { get; }

    /// <summary>The names that model headers use.</summary>
    public IReadOnlyList<string> LoadNames { get; }
}
