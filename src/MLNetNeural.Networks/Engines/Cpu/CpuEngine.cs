using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Managed code on all cores, with the widest vectors that the processor has. One seed gives the same bits on every run
/// and for every number of threads.
/// </summary>
public sealed class CpuEngine : IEngine
{
    private readonly WorkerPool _pool;

    /// <summary>An engine with a number of threads; engines with the same number share them.</summary>
    /// <param name="threads">Number of threads, at least 1; null for all cores.</param>
    public CpuEngine(int? threads = null)
    {
        if (threads is < 1) throw new ArgumentOutOfRangeException(nameof(threads), threads, "The number of threads must be at least 1.");
        _pool = WorkerPool.Shared(threads ?? Environment.ProcessorCount);
    }

    /// <inheritdoc/>
    public string Description
    {
        get
        {
            string vectors = Simd.Has512 ? "512-bit vectors"
                : Simd.Has256 ? "256-bit vectors"
                : Simd.Has128 ? "128-bit vectors"
                : "no vectors";
            return $"CPU, {_pool.Workers} thread{(_pool.Workers == 1 ? "" : "s")}, {vectors}";
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FaultsOf(TrainingOptions options) => [];

    /// <inheritdoc/>
    public INetwork CreateNetwork(MlpSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new CpuNetwork(spec, _pool);
    }

    /// <inheritdoc/>
    public ITrainingSession CreateSession(INetwork network, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(plan);
        return network is CpuNetwork own
            ? new CpuSession(own, plan)
            : throw new ArgumentException($"The CPU engine trains its own networks, got a {network.GetType().Name}.", nameof(network));
    }
}
