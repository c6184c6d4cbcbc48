using MLNetNeural.Networks.Engines;
using MLNetNeural.TorchSharp.Natives;

namespace MLNetNeural.TorchSharp;

/// <summary>Engines on libtorch by TorchSharp. The library finds it by itself where this package is referenced.</summary>
public sealed class TorchSharpAccelerator : IAccelerator
{
    /// <inheritdoc/>
    public string Name => "TorchSharp";

    /// <summary>Makes it known, for programs in which nothing can be found by name.</summary>
    public static void Register() => Accelerators.Register(new TorchSharpAccelerator());

    /// <inheritdoc/>
    public CudaStatus FindCuda() => CudaProbe.OfThisMachine.Look();

    /// <inheritdoc/>
    public IEngine CreateCuda(int card, Action<string>? warn = null) => TorchSharpEngine.Cuda(card, warn);

    /// <inheritdoc/>
    public IEngine CreateCpu(int? threads = null) => TorchSharpEngine.Cpu(threads);
}
