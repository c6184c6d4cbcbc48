using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Natives;

/// <summary>TorchSharp's native libraries: asked for before TorchSharp does so itself, which writes to the console where they are missing.</summary>
internal static class NativeParts
{
    private const string Binding = "LibTorchSharp";

    /// <summary>
    /// Whether they can be loaded. The part for cards, where it is there, comes first: libtorch looks for it once, at the first use of anything, and a run on the
    /// processor would hide the cards from all later ones.
    /// </summary>
    public static bool Exist
    {
        get
        {
            _ = CanLoad("torch_cuda");
            _ = CanLoad("torch_cpu");
            return CanLoad(Binding);
        }
    }

    /// <summary>Loads a library from beside the program, from its packages or from the system.</summary>
    public static bool CanLoad(string name) => NativeLibrary.TryLoad(name, typeof(Tensor).Assembly, null, out _);

    /// <summary>What is missing, and what to add.</summary>
    /// <param name="package">The package that has it.</param>
    public static string Missing(string package)
        => $"TorchSharp's native part ({Binding}) is missing, add <PackageReference Include=\"{package}\" /> to the project of the program";
}
