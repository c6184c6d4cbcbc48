using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Threading;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>A network whose weights lie in this process's memory.</summary>
internal sealed class CpuNetwork : INetwork
{
    private readonly LayerTensors _tensors;

    public CpuNetwork(MlpSpec spec, WorkerPool pool)
        : this(
            spec,
            pool,
            [.. spec.Layers.Select((layer, l) => new LayerWeights(spec.InputsOf(l), layer))],
            [.. spec.Layers.Select(layer => layer.Normalization.Kind == NormalizationKind.Batch ? new NormStatistics(LayerWeights.PaddedUnits(layer)) : null)])
    {
    }

    private CpuNetwork(MlpSpec spec, WorkerPool pool, LayerWeights[] layers, NormStatistics?[] statistics)
    {
        Spec = spec;
        Pool = pool;
        Layers = layers;
        Statistics = statistics;
        _tensors = new LayerTensors().Add(layers, statistics: statistics);
    }

    /// <inheritdoc/>
    public MlpSpec Spec { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _tensors.Infos;

    internal WorkerPool Pool { get; }

    internal LayerWeights[] Layers { get; }

    /// <summary>The running figures of each layer with batch normalisation, null for the others.</summary>
    internal NormStatistics?[] Statistics { get; }

    /// <inheritdoc/>
    public void Read(int tensor, int firstRow, Span<float> destination) => _tensors.Read(tensor, firstRow, destination);

    /// <inheritdoc/>
    public void Write(int tensor, int firstRow, ReadOnlySpan<float> source) => _tensors.Write(tensor, firstRow, source);

    /// <inheritdoc/>
    public IScorer CreateScorer(int maxRows) => new CpuScorer(this, maxRows);

    /// <inheritdoc/>
    public INetwork Clone() => new CpuNetwork(Spec, Pool, [.. Layers.Select(layer => layer.Clone())], [.. Statistics.Select(statistics => statistics?.Clone())]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LayerWeights layer in Layers) layer.Dispose();
        foreach (NormStatistics? statistics in Statistics) statistics?.Dispose();
    }
}
