using MLNetNeural.Persistence;

namespace Microsoft.ML;

/// <summary>Makes the parts of a saved model known to a context.</summary>
public static class MlpComponents
{
    /// <summary>
    /// Registers all that <c>ml.Model.Load</c> needs for models of this library. Ordinary programs need no such call, because ML.NET
    /// finds the loaders by itself, through attributes of this library's assembly. It is for hosts where that way is closed: programs
    /// that are trimmed or compiled ahead of time, and hosts that load assemblies from where ML.NET does not look.
    /// </summary>
    /// <param name="context">The context that models will be loaded with; other contexts are not affected. Call it
    /// before the first of them is loaded; a second call changes nothing.</param>
    public static void Register(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ComponentCatalog.RegisterAssembly(LoaderAssembly.Instance);
    }
}
