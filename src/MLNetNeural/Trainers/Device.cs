using System.Globalization;

namespace MLNetNeural.Trainers;

/// <summary>The device that a network is trained on. A trained network always scores on the processor.</summary>
public sealed record Device
{
    private Device(DeviceKind kind, string name, int card = 0)
    {
        Kind = kind;
        Name = name;
        Card = card;
    }

    /// <summary>
    /// The fastest device that this program has: an NVIDIA card where the package MLNetNeural.TorchSharp, its native part and a card are
    /// there, else the processor; the log says which, and why. <see cref="Microsoft.ML.MLContext.GpuDeviceId"/>, where it is set, is the card that is asked for,
    /// as by <see cref="Cuda"/>. With MlpOptions.NumberOfThreads it is the processor.
    /// </summary>
    public static Device Auto { get; } = new(DeviceKind.Auto, "auto");

    /// <summary>The processor: all its cores and its widest vectors.</summary>
    public static Device Cpu { get; } = new(DeviceKind.Cpu, "cpu");

    /// <summary>
    /// The processor by libtorch's kernels, PyTorch's own, to compare with. Needs the packages MLNetNeural.TorchSharp and TorchSharp-cpu. Unlike on
    /// <see cref="Cpu"/>, bits may depend on the number of threads.
    /// </summary>
    public static Device TorchCpu { get; } = new(DeviceKind.TorchCpu, "torch-cpu");

    /// <summary>The device in a word: "auto", "cpu", "torch-cpu", "cuda:0".</summary>
    public string Name { get; }

    internal DeviceKind Kind { get; }

    /// <summary>Zero-based card; 0 for what is none.</summary>
    internal int Card { get; }

    /// <summary>
    /// An NVIDIA card. Needs the packages MLNetNeural.TorchSharp and TorchSharp-cuda-linux or TorchSharp-cuda-windows, and NVIDIA's driver: what of them is
    /// missing is an error of Fit, or a warning and the processor instead, where <see cref="Microsoft.ML.MLContext.FallbackToCpu"/> is true.
    /// Two runs may differ in rounding.
    /// </summary>
    /// <param name="card">Zero-based card. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The card is negative.</exception>
    public static Device Cuda(int card = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(card);
        return new Device(DeviceKind.Cuda, string.Create(CultureInfo.InvariantCulture, $"cuda:{card}"), card);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
