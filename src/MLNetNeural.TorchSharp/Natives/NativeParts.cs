using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Natives;

/// <summary>TorchSharp's native libraries: asked for before TorchSharp does so itself, which writes to the console where they are missing.</summary>
internal static class NativeParts
{
    private const string Binding = "LibTorchSharp";

    /// <summary>
    /// Loads them. The part for cards, where it is there, comes first: libtorch looks for it once, at the first use of anything, and a run on the
    /// processor would hide the cards from all later ones.
    /// </summary>
    /// <param name="package">The package that has them, to be named where they are missing.</param>
    /// <returns>Why they cannot be loaded, and what to do; null where they can.</returns>
    public static string? FaultOf(string package)
    {
        _ = CanLoad("torch_cuda");
        _ = CanLoad("torch_cpu");
        try
        {
            NativeLibrary.Load(Binding, typeof(Tensor).Assembly, null);
            return null;
        }
        catch (DllNotFoundException e)
        {
            return MissingSymbols.In(e.Message) is { } symbols
                ? $"TorchSharp's native part ({Binding}) {symbols}"
                : $"TorchSharp's native part ({Binding}) is missing, add <PackageReference Include=\"{package}\" /> to the project of the program";
        }
    }

    /// <summary>Loads a library from beside the program, from its packages or from the system.</summary>
    public static bool CanLoad(string name) => NativeLibrary.TryLoad(name, typeof(Tensor).Assembly, null, out _);
}
