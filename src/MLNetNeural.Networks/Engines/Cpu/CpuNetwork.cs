using System.Runtime.InteropServices;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>A network whose weights lie in this process's memory.</summary>
internal sealed class CpuNetwork : INetwork, ISpillable
{
    /// <summary>Floats that go to a file or come from it at one time.</summary>
    private const int RunFloats = 1 << 22;

    private readonly LayerTensors _tensors;
    private readonly NativeBuffer<float>[] _buffers;
    private readonly AverageWork _average = new();

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
        _buffers = [.. layers.SelectMany(layer => layer.Buffers), .. statistics.OfType<NormStatistics>().SelectMany(figures => figures.Buffers)];
        _tensors = new LayerTensors().Add(layers, statistics: statistics);
    }

    /// <inheritdoc/>
    public MlpSpec Spec { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Infos => _tensors.Infos;

    /// <inheritdoc/>
    public long Bytes => _buffers.Sum(buffer => buffer.Length) * sizeof(float);

    internal WorkerPool Pool { get; }

    internal LayerWeights[] Layers { get; }

    /// <summary>The running statistics of each layer with batch normalization, null for the others.</summary>
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
    public void Swap(INetwork other)
    {
        NativeBuffer<float>[] others = Alike(other)._buffers;
        for (int b = 0; b < others.Length; b++) _buffers[b].Swap(others[b]);
    }

    /// <inheritdoc/>
    public void MoveTowards(INetwork target, float amount)
    {
        NativeBuffer<float>[] targets = Alike(target)._buffers;
        for (int b = 0; b < targets.Length; b++) _average.Run(_buffers[b], targets[b], amount, Pool);
    }

    /// <inheritdoc/>
    public void WriteTo(SpillFile file) => ForEachRun((values, position) => file.Write(values, position));

    /// <inheritdoc/>
    public void ReadFrom(SpillFile file) => ForEachRun(file.Read);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NativeBuffer<float> buffer in _buffers) buffer.Dispose();
    }

    private void ForEachRun(Transfer transfer)
    {
        long position = 0;
        foreach (NativeBuffer<float> buffer in _buffers)
        {
            for (long start = 0; start < buffer.Length; start += RunFloats)
            {
                Span<byte> run = MemoryMarshal.AsBytes(buffer.Slice(start, (int)Math.Min(RunFloats, buffer.Length - start)));
                transfer(run, position);
                position += run.Length;
            }
        }
    }

    private CpuNetwork Alike(INetwork other) => other is CpuNetwork own && own.Spec.Equals(Spec)
        ? own
        : throw new ArgumentException($"The other network must be one of the CPU engine of the shape {Spec}, got a {other.GetType().Name} of {other.Spec}.", nameof(other));

    private delegate void Transfer(Span<byte> run, long position);
}
