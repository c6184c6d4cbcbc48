using System.Diagnostics.CodeAnalysis;

namespace MLNetNeural.Networks.Engines;

/// <summary>The accelerator that this program has, if it has one.</summary>
public static class Accelerators
{
    /// <summary>
    /// The package's own entry, looked for by name so that a PackageReference is all that a program needs. A literal name, so that
    /// trimming keeps the type where the package is referenced.
    /// </summary>
    private const string KnownAccelerator = "MLNetNeural.TorchSharp.TorchSharpAccelerator, MLNetNeural.TorchSharp";

    private static IAccelerator? _registered;

    /// <summary>Makes an accelerator known; the last one counts.</summary>
    /// <param name="accelerator">The accelerator.</param>
    public static void Register(IAccelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        Volatile.Write(ref _registered, accelerator);
    }

    /// <summary>The accelerator of the program: the one that was registered, else that of the package MLNetNeural.TorchSharp where it is referenced.</summary>
    /// <returns>The accelerator; null when there is none.</returns>
    public static IAccelerator? Find()
    {
        if (Volatile.Read(ref _registered) is { } registered) return registered;
        if (Known() is { } known) Interlocked.CompareExchange(ref _registered, known, null);
        return Volatile.Read(ref _registered);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The constructor of a type named by a literal is kept.")]
    private static IAccelerator? Known()
        => Type.GetType(KnownAccelerator, throwOnError: false) is { } type ? (IAccelerator)Activator.CreateInstance(type)! : null;
}
