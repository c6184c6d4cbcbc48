using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML;

/// <summary>Names a class by which parts of models are loaded; stands on the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableClassAttribute : LoadableClassAttributeBase
{
    public LoadableClassAttribute(
        [DynamicallyAccessedMembers(Loader)] Type instType, Type? argType, Type sigType, string userName, params string[] loadNames)
        : base(null, instType, instType, argType, [sigType], userName, loadNames)
    {
    }

    public LoadableClassAttribute(
        Type instType,
        [DynamicallyAccessedMembers(Loader)] Type loaderType,
        Type? argType,
        Type sigType,
        string userName,
        params string[] loadNames)
        : base(null, instType, loaderType, argType, [sigType], userName, loadNames)
    {
    }
}
