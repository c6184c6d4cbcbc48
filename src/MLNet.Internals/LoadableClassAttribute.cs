namespace Microsoft.ML;

/// <summary>Says which class loads a part of a model.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LoadableClassAttribute : Attribute
{
    /// <summary>Names a loader.</summary>
    /// <param name="instType">What its method Create returns.</param>
    /// <param name="loaderType">The class with the method.</param>
    /// <param name="argType">Its options; null for none.</param>
    /// <param name="sigType">The delegate that stands for the method's arguments.</param>
    /// <param name="userName">A name for people; may be empty.</param>
    /// <param name="loadNames">What the header of a saved part says.</param>
    public LoadableClassAttribute(Type instType, Type loaderType, Type? argType, Type sigType, string userName, params string[] loadNames)
    {
    }
}
