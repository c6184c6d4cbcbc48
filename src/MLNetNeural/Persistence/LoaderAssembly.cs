using System.Reflection;

namespace MLNetNeural.Persistence;

/// <summary>
/// This assembly as ML.NET's catalog of components sees it: its name, and an attribute for each loader, made by reflection. The
/// attributes that are written in the source need not survive trimming, and some runtimes do not show them.
/// </summary>
internal sealed class LoaderAssembly : Assembly
{
    /// <summary>The loaders, each named as in the header of what it loads.</summary>
    internal static readonly (Type Loader, string Name)[] Loaders =
    [
        (typeof(BinaryLoader), BinaryLoader.LoaderName),
        (typeof(ImageTensorPart), ImageTensorPart.LoaderName),
        (typeof(MulticlassLoader), MulticlassLoader.LoaderName),
        (typeof(RegressionLoader), RegressionLoader.LoaderName),
    ];

    private LoaderAssembly()
    {
    }

    public static LoaderAssembly Instance { get; } = new();

    /// <summary>The name of the real assembly: a catalog registers a name once, so the two never meet.</summary>
    public override string FullName => typeof(LoaderAssembly).Assembly.FullName!;

    public override AssemblyName GetName() => typeof(LoaderAssembly).Assembly.GetName();

    public override Type[] GetTypes() => [];

    /// <summary>The attributes, in an array of the type that is asked for, as callers cast it.</summary>
    public override object[] GetCustomAttributes(Type attributeType, bool inherit)
    {
        object[] attributes = attributeType.IsAssignableFrom(MLNetInternals.LoadableClassType)
            ? [.. Loaders.Select(loader => MLNetInternals.LoadableClass(loader.Loader, loader.Name))]
            : [];
        Array typed = Array.CreateInstance(attributeType, attributes.Length);
        attributes.CopyTo(typed, 0);
        return (object[])typed;
    }
}
