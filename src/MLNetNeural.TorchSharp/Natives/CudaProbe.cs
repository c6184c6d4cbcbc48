using MLNetNeural.Networks.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Natives;

/// <summary>Finds out whether there are cards, and if not, which of package, driver and card is missing.</summary>
/// <param name="FaultOfNatives">Why TorchSharp's native part cannot be loaded, given the package that has it; null where it can.</param>
/// <param name="CanLoad">Whether a library can be loaded, by its name.</param>
/// <param name="CountCards">Cards that libtorch can use; asked only when there is a native part.</param>
internal sealed record CudaProbe(Func<string, string?> FaultOfNatives, Func<string, bool> CanLoad, Func<int> CountCards)
{
    private static readonly string Package = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
    private static readonly string Driver = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>That of this process.</summary>
    public static CudaProbe OfThisMachine { get; } = new(NativeParts.FaultOf, NativeParts.CanLoad, () => TryInitializeDeviceType(DeviceType.CUDA) ? cuda.device_count() : 0);

    /// <summary>Looks.</summary>
    public CudaStatus Look()
    {
        if (FaultOfNatives(Package) is { } fault) return new CudaStatus(0, fault);
        int cards = CountCards();
        if (cards > 0) return new CudaStatus(cards, null);
        if (!CanLoad("torch_cuda")) return new CudaStatus(0, $"the native part of TorchSharp that is here is for processors alone: have <PackageReference Include=\"{Package}\" /> in the project of the program, in place of TorchSharp-cpu");
        return new CudaStatus(0, CanLoad(Driver)
            ? "NVIDIA's driver shows no card that this libtorch can use: see what nvidia-smi says, whether the driver is recent enough, and whether CUDA_VISIBLE_DEVICES hides cards"
            : $"NVIDIA's driver ({Driver}) is missing: install it");
    }
}
