using MLNetNeural.Networks.Engines;
using MLNetNeural.TorchSharp.Natives;

namespace MLNetNeural.TorchSharp;

/// <summary>Engines on libtorch by TorchSharp. The library finds it by itself where this package is referenced.</summary>
public sealed class TorchSharpAccelerator : IAccelerator
{
    // Looked for once: a library that is missing is searched in a dozen places, and does not come while the process runs.
    private static readonly Lazy<CudaStatus> Cuda = new(CudaProbe.OfThisMachine.Look, LazyThreadSafetyMode.PublicationOnly);

    /// <inheritdoc/>
    public string Name => "TorchSharp";

    /// <summary>Makes it known, for programs in which nothing can be found by name.</summary>
    public static void Register() => Accelerators.Register(new TorchSharpAccelerator());

    /// <inheritdoc/>
    public CudaStatus FindCuda() => Cuda.Value;

    /// <inheritdoc/>
    public IEngine CreateCuda(int card, Action<string>? warn = null) => TorchSharpEngine.Cuda(card, warn);

    /// <inheritdoc/>
    public IEngine CreateCpu(int? threads = null) => TorchSharpEngine.Cpu(threads);
}
