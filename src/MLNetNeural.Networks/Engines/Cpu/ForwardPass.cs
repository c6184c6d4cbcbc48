using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Rows through all layers: a = mask ⊙ f(normalise(x·W + b)). The work is cut by sizes alone, never by threads, and long sums are
/// cut into parts that are added in a fixed order: the same bits for every number of workers and every batch around a row.
/// </summary>
internal sealed unsafe partial class ForwardPass : IDisposable
{
    /// <summary>Rows of one part of the work; a block's activations stay in the cache.</summary>
    private const int RowBlock = 64;

    /// <summary>Rows whose partial sums are kept at one time.</summary>
    private const int RowGroup = 4 * RowBlock;

    /// <summary>Inputs of one part of a long sum: 64 parts for a picture of 256×256×3.</summary>
    private const int InputPart = 3072;

    /// <summary>Inputs that are converted at one time: a row of pixels, and 64 of them fit the second-level cache.</summary>
    private const int GatherBlock = 256;

    /// <summary>Inputs that are multiplied at one time: a panel of their weights takes half of a first-level cache.</summary>
    private const int InputBlock = 128;

    /// <summary>Distance of two rows of scratch; not a power of two, so that rows do not share cache sets.</summary>
    private const int ScratchStride = GatherBlock + 16;

    private readonly CpuNetwork _network;
    private readonly NativeBuffer<float>[] _activations;
    private readonly NativeBuffer<float>?[] _inputs;
    private readonly Normalizer?[] _normalizers;
    private readonly NativeBuffer<float>?[] _normalized;
    private readonly NativeBuffer<float>?[] _masks;
    private readonly NativeBuffer<float>?[] _masked;
    private readonly float[] _dropoutScales;
    private readonly NativeBuffer<float> _partials;
    private readonly NativeBuffer<float> _scratch;
    private readonly LayerWork _layerWork;
    private readonly FinishWork _finishWork;
    private int _rows;

    public ForwardPass(CpuNetwork network, int maxRows, bool forTraining)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        _network = network;
        MaxRows = maxRows;
        InputDropout = new InputDropout(network.Spec.InputDropout);
        LayerWeights[] layers = network.Layers;
        _activations = new NativeBuffer<float>[layers.Length];
        _inputs = new NativeBuffer<float>?[layers.Length];
        _normalizers = new Normalizer?[layers.Length];
        _normalized = new NativeBuffer<float>?[layers.Length];
        _masks = new NativeBuffer<float>?[layers.Length];
        _masked = new NativeBuffer<float>?[layers.Length];
        _dropoutScales = [.. layers.Select(layer => DropoutKernel.Scale(layer.Layer.Dropout))];
        long partials = 0;
        for (int l = 0; l < layers.Length; l++)
        {
            long size = (long)maxRows * layers[l].Stride;
            _activations[l] = new NativeBuffer<float>(size);
            if (forTraining && ActivationKernel.KeepsInput(layers[l].Layer.Activation.Kind)) _inputs[l] = new NativeBuffer<float>(size);
            if (layers[l].Layer.Normalization.Kind != NormalizationKind.None)
            {
                Normalizer norm = _normalizers[l] = new Normalizer(layers[l], network.Statistics[l], maxRows, forTraining);
                if (forTraining && norm.AfterActivation) _normalized[l] = new NativeBuffer<float>(size);
            }

            if (forTraining && layers[l].Layer.Dropout > 0)
            {
                _masks[l] = new NativeBuffer<float>(size);
                _masked[l] = new NativeBuffer<float>(size);
            }

            int parts = Parts(layers[l].Inputs);
            if (parts > 1) partials = Math.Max(partials, (long)parts * Math.Min(maxRows, RowGroup) * layers[l].Stride);
        }

        _partials = new NativeBuffer<float>(partials);
        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * RowBlock * ScratchStride);
        _layerWork = new LayerWork(this);
        _finishWork = new FinishWork(this);
    }

    public int MaxRows { get; }

    /// <summary>The dropout of the features of the batch that was run last.</summary>
    public InputDropout InputDropout { get; }

    /// <summary>The outputs of a row of the batch that was run last.</summary>
    public ReadOnlySpan<float> OutputRow(int row)
        => _activations[^1].Slice((long)row * _network.Layers[^1].Stride, _network.Layers[^1].Units);

    /// <summary>The normalisation of a layer; null for none.</summary>
    public Normalizer? Normalizer(int layer) => _normalizers[layer];

    /// <summary>What the derivative of a layer's activation needs: its inputs or its outputs, (rows, stride).</summary>
    public float* Kept(int layer) => (_inputs[layer] ?? _activations[layer]).Pointer;

    /// <summary>What the next layer reads, (rows, stride).</summary>
    public float* LayerOutput(int layer) => (_masked[layer] ?? _normalized[layer] ?? _activations[layer]).Pointer;

    /// <summary>The dropout factors of a layer, (rows, stride); null without dropout.</summary>
    public float* Mask(int layer) => _masks[layer] is { } mask ? mask.Pointer : null;

    /// <summary>The first layer whose outputs for the batch that was run last are not all finite; null when all are.</summary>
    public int? FindNonFiniteLayer()
    {
        for (int l = 0; l < _activations.Length; l++)
        {
            int stride = _network.Layers[l].Stride;
            for (int r = 0; r < _rows; r++)
            {
                foreach (float value in _activations[l].Slice((long)r * stride, _network.Layers[l].Units))
                {
                    if (!float.IsFinite(value)) return l;
                }
            }
        }

        return null;
    }

    /// <summary>Scores rows: without dropout, and normalised by the running figures.</summary>
    /// <param name="features">Where the rows are.</param>
    /// <param name="rows">Zero-based rows, at most <see cref="MaxRows"/>.</param>
    /// <param name="mirrored">For each row whether its picture is mirrored; empty for none.</param>
    public void Run(FeatureStore features, ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored) => Run(features, rows, mirrored, step: null);

    /// <summary>Runs rows; when a seed and a step are given, as a batch of training.</summary>
    public void Run(FeatureStore features, ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored, (int Seed, int Epoch, int Batch)? step)
    {
        if (rows.Length > MaxRows) throw new ArgumentException($"A batch must have at most {MaxRows} rows, got {rows.Length}.", nameof(rows));
        if (features.Columns != _network.Spec.Inputs)
        {
            throw new ArgumentException($"The network has {_network.Spec.Inputs} inputs, but rows have {features.Columns} features.", nameof(features));
        }

        foreach (int r in rows)
        {
            if ((uint)r >= (uint)features.Count) throw new ArgumentOutOfRangeException(nameof(rows), r, $"A row must be in [0, {features.Count}).");
        }

        _rows = rows.Length;
        InputDropout.Begin(step);

        // The spans outlive no part of the work: Run of the pool returns when all parts are done.
        fixed (int* row = rows)
        fixed (bool* mirror = mirrored)
        {
            for (int l = 0; l < _network.Layers.Length; l++)
            {
                bool measures = step is not null && rows.Length > 1 && _normalizers[l] is { IsOverBatch: true };
                if (!measures && _normalizers[l] is { IsOverBatch: true } scoring) scoring.UseRunning();
                for (int first = 0; first < rows.Length; first += RowGroup)
                {
                    int count = Math.Min(RowGroup, rows.Length - first);
                    _layerWork.Set(l, features, row + first, mirrored.IsEmpty ? null : mirror + first, first, count);
                    _finishWork.Set(l, first, count, step, measures ? LayerStage.BeforeNorm : LayerStage.Whole);
                    _network.Pool.Run(_layerWork, Blocks(count) * Parts(_network.Layers[l].Inputs));
                    _network.Pool.Run(_finishWork, Blocks(count));
                }

                if (!measures) continue;
                _normalizers[l]!.UseBatch(_activations[l].Pointer, rows.Length, _network.Pool);
                _finishWork.Set(l, 0, rows.Length, step, LayerStage.FromNorm);
                _network.Pool.Run(_finishWork, Blocks(rows.Length));
            }
        }
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float>? buffer in _activations.Concat(_inputs).Concat(_normalized).Concat(_masks).Concat(_masked)) buffer?.Dispose();
        foreach (Normalizer? norm in _normalizers) norm?.Dispose();
        _partials.Dispose();
        _scratch.Dispose();
    }

    private static int Blocks(int rows) => (rows + RowBlock - 1) / RowBlock;

    private static int Parts(int inputs) => (inputs + InputPart - 1) / InputPart;

    /// <summary>x·W for a block of rows and a part of the inputs.</summary>
    private sealed class LayerWork(ForwardPass pass) : IParallelWork
    {
        private int _layer;
        private FeatureStore _features = null!;
        private int* _rows;
        private bool* _mirrored;
        private int _first;
        private int _count;

        public void Set(int layer, FeatureStore features, int* rows, bool* mirrored, int first, int count)
        {
            _layer = layer;
            _features = features;
            _rows = rows;
            _mirrored = mirrored;
            _first = first;
            _count = count;
        }

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int parts = Parts(layer.Inputs), stride = layer.Stride;
            int inputPart = part % parts, firstRow = part / parts * RowBlock, rows = Math.Min(RowBlock, _count - firstRow);
            int start = inputPart * InputPart, end = Math.Min(start + InputPart, layer.Inputs);

            // The first part starts from the bias, the others from 0; a single part is already the whole sum.
            float* sums = parts == 1
                ? pass._activations[_layer].Pointer + ((long)(_first + firstRow) * stride)
                : pass._partials.Pointer + ((((long)inputPart * _count) + firstRow) * stride);
            for (int r = 0; r < rows; r++)
            {
                var row = new Span<float>(sums + ((long)r * stride), stride);
                if (inputPart == 0) new ReadOnlySpan<float>(layer.Bias.Pointer, stride).CopyTo(row);
                else row.Clear();
            }

            float* scratch = pass._scratch.Pointer + ((long)worker * RowBlock * ScratchStride); // more than InputPart
            if (_layer == 0 && _features is SparseFeatures sparse)
            {
                SparseProduct.Forward(sparse, _rows + firstRow, rows, layer, start, end, sums, pass.InputDropout, _first + firstRow, scratch);
                return;
            }

            for (int i = start; i < end; i += GatherBlock)
            {
                int gathered = Math.Min(GatherBlock, end - i);
                float* x = scratch;
                int xStride = ScratchStride;
                if (_layer == 0)
                {
                    bool* mirrored = _mirrored == null ? null : _mirrored + firstRow;
                    RowGatherer.Copy(_features, _rows + firstRow, mirrored, rows, i, gathered, x, xStride);
                    pass.InputDropout.Apply(x, xStride, _first + firstRow, rows, i, gathered);
                    RowGatherer.Prefetch(_features, _rows + firstRow, mirrored, rows, i + GatherBlock, GatherBlock);
                }
                else
                {
                    xStride = pass._network.Layers[_layer - 1].Stride;
                    x = pass.LayerOutput(_layer - 1) + ((long)(_first + firstRow) * xStride) + i;
                }

                for (int d = 0; d < gathered; d += InputBlock) Multiply(layer, x + d, xStride, i + d, Math.Min(InputBlock, gathered - d), sums, rows);
            }
        }

        private static void Multiply(LayerWeights layer, float* x, int xStride, int firstInput, int depth, float* sums, int rows)
        {
            int width = layer.PanelWidth;
            for (int p = 0; p < layer.Panels; p++)
            {
                MatrixKernel.MultiplyAdd(x, xStride, 1, layer.Panel(p, firstInput), width, sums + (p * width), layer.Stride, rows, width, depth);
            }
        }
    }
}
