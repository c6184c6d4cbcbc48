using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Threading;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>A network whose weights lie in this process's memory.</summary>
internal sealed class CpuNetwork : INetwork
{
    private readonly LayerTensors _tensors;
    private readonly AverageWork _average = new();

    public CpuNetwork(MlpSpec spec, WorkerPool pool)
        : this(spec, pool, [.. spec.Layers.Select((layer, l) => new LayerWeights(spec.InputsOf(l), layer))])
    {
    }

    private CpuNetwork(MlpSpec spec, WorkerPool pool, LayerWeights[] layers)
    {
        Spec = spec;
        Pool = pool;
        Layers = layers;
        _tensors = new LayerTensors(layers);
    }

    /// <inheritdoc/>
    public MlpSpec Spec { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _tensors.Infos;

    internal WorkerPool Pool { get; }

    internal LayerWeights[] Layers { get; }

    /// <inheritdoc/>
    public void Read(int tensor, int firstRow, Span<float> destination) => _tensors.Read(tensor, firstRow, destination);

    /// <inheritdoc/>
    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source) => _tensors.Write(tensor, firstRow, source);

    /// <inheritdoc/>
    public IScorer CreateScorer(int maxRows) => new CpuScorer(this, maxRows);

    /// <inheritdoc/>
    public INetwork Clone() => new CpuNetwork(Spec, Pool, [.. Layers.Select(layer => layer.Clone())]);

    /// <inheritdoc/>
    public void Swap(INetwork other)
    {
        LayerWeights[] others = Alike(other).Layers;
        for (int l = 0; l < Layers.Length; l++) Layers[l].Swap(others[l]);
    }

    /// <inheritdoc/>
    public void MoveTowards(INetwork target, float amount)
    {
        LayerWeights[] targets = Alike(target).Layers;
        for (int l = 0; l < Layers.Length; l++)
        {
            _average.Run(Layers[l].Weight, targets[l].Weight, amount, Pool);
            _average.Run(Layers[l].Bias, targets[l].Bias, amount, Pool);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LayerWeights layer in Layers) layer.Dispose();
    }

    private CpuNetwork Alike(INetwork other) => other is CpuNetwork own && own.Spec.Equals(Spec)
        ? own
        : throw new ArgumentException($"The other network must be one of the CPU engine of the shape {Spec}, got a {other.GetType().Name} of {other.Spec}.", nameof(other));
}
