using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training;
using MLNetNeural.TorchSharp.Natives;

namespace MLNetNeural.TorchSharp;

/// <summary>
/// libtorch by TorchSharp, on an NVIDIA card or on the processor: PyTorch's kernels, the library's own formulas of losses and optimizers, and the
/// random numbers of every engine. A run follows that of the CPU engine but for rounding, and goes on from its checkpoints.
/// </summary>
/// <remarks>Two runs may differ in rounding: kernels of cards add up in no fixed order, those of processors in parts by the number of threads.</remarks>
public sealed class TorchSharpEngine : IEngine
{
    private readonly TorchDevice _device;

    internal TorchSharpEngine(TorchDevice device) => _device = device;

    /// <inheritdoc/>
    public string Description => _device.ToString();

    /// <summary>The processor.</summary>
    /// <param name="threads">Number of threads, at least 1, for all of libtorch in this process; null for what it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    /// <exception cref="InvalidOperationException">TorchSharp's native part is missing or asks for a newer system; the message says which package or system has it.</exception>
    public static TorchSharpEngine Cpu(int? threads = null)
    {
        if (threads is < 1) throw new ArgumentOutOfRangeException(nameof(threads), threads, "The number of threads must be at least 1.");
        if (NativeParts.FaultOf("TorchSharp-cpu") is { } fault) throw new InvalidOperationException($"{fault}.");
        return new TorchSharpEngine(TorchDevice.Cpu(threads));
    }

    /// <summary>An NVIDIA card.</summary>
    /// <param name="card">Zero-based card.</param>
    /// <param name="warn">Receives what a user should know of a run, such as that features did not fit the card; null for nobody.</param>
    /// <exception cref="ArgumentOutOfRangeException">The card is negative.</exception>
    /// <exception cref="InvalidOperationException">There is no such card; the message says what is missing.</exception>
    public static TorchSharpEngine Cuda(int card = 0, Action<string>? warn = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(card);
        CudaStatus cuda = CudaProbe.OfThisMachine.Look();
        if (cuda.Missing is { } missing) throw new InvalidOperationException($"TorchSharp cannot train on card {card}: {missing}.");
        if (card >= cuda.Cards) throw new InvalidOperationException($"TorchSharp cannot train on card {card}: the last of {cuda.Cards} has the number {cuda.Cards - 1}.");
        return new TorchSharpEngine(TorchDevice.Cuda(card, warn));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FaultsOf(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();
        if (!Updates.TensorRule.Exists(options.Optimizer))
        {
            faults.Add($"The optimizer {options.Optimizer.GetType().Name} runs on no engine: they have Sgd, Adam, AdamW, Adamax, RmsProp, Adagrad and Adadelta.");
        }

        return faults;
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceOutOfMemoryException">The device has not that much memory.</exception>
    public INetwork CreateNetwork(MlpSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new TorchNetwork(spec, _device);
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceOutOfMemoryException">The device has not that much memory.</exception>
    public ITrainingSession CreateSession(INetwork network, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(plan);
        return network is TorchNetwork own && own.Device.Equals(_device)
            ? new TorchSession(own, plan)
            : throw new ArgumentException($"The engine {Description} trains its own networks, got a {network.GetType().Name}.", nameof(network));
    }
}
