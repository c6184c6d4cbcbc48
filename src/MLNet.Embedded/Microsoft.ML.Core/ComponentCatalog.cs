namespace Microsoft.ML.Runtime;

/// <summary>The classes that parts of models are loaded with. Each context has its own catalog; it starts empty.</summary>
public sealed class ComponentCatalog
{
    internal ComponentCatalog()
    {
    }
}
