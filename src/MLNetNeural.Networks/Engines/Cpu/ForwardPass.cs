using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Rows through all layers: a = mask ⊙ f(normalize(x·W + b)). A block of rows goes through as many layers as it can without the
/// other rows, while it is in the cache. The work is cut by sizes alone, never by threads, and long sums are cut into parts that
/// are added in a fixed order: the same bits for every number of workers and every batch around a row.
/// </summary>
internal sealed unsafe partial class ForwardPass : IDisposable
{
    /// <summary>Rows of one part of the work; a block's activations stay in the cache.</summary>
    public const int RowBlock = BatchLoss.RowBlock;

    /// <summary>Rows whose partial sums are kept at one time.</summary>
    private const int RowGroup = 4 * RowBlock;

    /// <summary>Inputs of one part of a long sum: 64 parts for an image of 256×256×3.</summary>
    private const int InputPart = 3072;

    /// <summary>Inputs that are converted at one time: a row of pixels, and 64 of them fit the second-level cache.</summary>
    private const int GatherBlock = 256;

    /// <summary>Distance of two rows of scratch; not a power of two, so that rows do not share cache sets.</summary>
    private const int ScratchStride = GatherBlock + 16;

    private readonly CpuNetwork _network;
    private readonly bool _isForTraining;
    private readonly NativeBuffer<float>[] _activations;
    private readonly NativeBuffer<float>?[] _inputs;
    private readonly Normalizer?[] _normalizers;
    private readonly NativeBuffer<float>?[] _normalized;
    private readonly NativeBuffer<float>?[] _masks;
    private readonly NativeBuffer<float>?[] _masked;
    private readonly float[] _dropoutScales;
    private readonly NativeBuffer<float> _partials;
    private readonly NativeBuffer<float> _scratch;
    private readonly NativeBuffer<float> _zeros;
    private readonly PanelProduct _product;
    private readonly PartWork _partWork;
    private readonly WideWork _wideWork;
    private readonly StretchWork _stretchWork;
    private readonly RowWork? _rowWork;
    private FeatureStore _features = null!;
    private int* _row;
    private bool* _mirrored;
    private int _rows;
    private (int Seed, int Epoch, int Batch)? _step;

    public ForwardPass(CpuNetwork network, int maxRows, bool forTraining)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        _network = network;
        _isForTraining = forTraining;
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
            long size = (long)maxRows * layers[l].RowStride;
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
            if (parts > 1) partials = Math.Max(partials, (long)parts * Math.Min(maxRows, RowGroup) * layers[l].RowStride);
        }

        _partials = new NativeBuffer<float>(partials);
        _zeros = new NativeBuffer<float>(layers.Max(layer => layer.Stride));
        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * RowBlock * ScratchStride, isZeroed: false);
        _product = new PanelProduct(network.Pool.Workers);
        _partWork = new PartWork(this);
        _wideWork = new WideWork(this);
        _stretchWork = new StretchWork(this);
        if (!forTraining && maxRows == 1 && RowWork.Fits(network)) _rowWork = new RowWork(this);
    }

    public int MaxRows { get; }

    /// <summary>The dropout of the features of the batch that was run last.</summary>
    public InputDropout InputDropout { get; }

    /// <summary>The outputs of a row of the batch that was run last.</summary>
    public ReadOnlySpan<float> OutputRow(int row)
        => _activations[^1].Slice((long)row * _network.Layers[^1].RowStride, _network.Layers[^1].Units);

    /// <summary>The outputs of some rows with their padding, (rows, row stride).</summary>
    public ReadOnlySpan<float> OutputRows(int first, int rows)
        => _activations[^1].Slice((long)first * _network.Layers[^1].RowStride, rows * _network.Layers[^1].RowStride);

    /// <summary>The normalization of a layer; null for none.</summary>
    public Normalizer? Normalizer(int layer) => _normalizers[layer];

    /// <summary>What the derivative of a layer's activation needs: its inputs or its outputs, (rows, row stride).</summary>
    public float* Kept(int layer) => (_inputs[layer] ?? _activations[layer]).Pointer;

    /// <summary>What the next layer reads, (rows, row stride).</summary>
    public float* LayerOutput(int layer) => (_masked[layer] ?? _normalized[layer] ?? _activations[layer]).Pointer;

    /// <summary>The dropout factors of a layer, (rows, row stride); null without dropout.</summary>
    public float* Mask(int layer) => _masks[layer] is { } mask ? mask.Pointer : null;

    /// <summary>The first layer whose outputs for the batch that was run last are not all finite; null when all are.</summary>
    public int? FindNonFiniteLayer()
    {
        for (int l = 0; l < _activations.Length; l++)
        {
            int stride = _network.Layers[l].RowStride;
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

    /// <summary>Scores rows: without dropout, and normalized by the running statistics.</summary>
    /// <param name="features">Where the rows are.</param>
    /// <param name="rows">Zero-based rows, at most <see cref="MaxRows"/>.</param>
    /// <param name="mirrored">For each row whether its image is mirrored; empty for none.</param>
    public void Run(FeatureStore features, ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored) => Run(features, rows, mirrored, step: null);

    /// <summary>Runs rows; when a seed and a step are given, as a batch of training.</summary>
    /// <param name="features">Where the rows are.</param>
    /// <param name="rows">Zero-based rows, at most <see cref="MaxRows"/>.</param>
    /// <param name="mirrored">For each row whether its image is mirrored; empty for none.</param>
    /// <param name="step">Seed and step; null for scoring.</param>
    /// <param name="then">What is done with each block of rows that has come through all layers; null for nothing.</param>
    public void Run(FeatureStore features, ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored, (int Seed, int Epoch, int Batch)? step, IRowBlock? then = null)
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

        InputDropout.Begin(step);
        foreach (Normalizer? norm in _normalizers)
        {
            if (norm is { IsOverBatch: true } && !IsMeasured(norm, rows.Length, step is not null)) norm.UseRunning();
        }

        // The spans outlive no part of the work: Run of the pool returns when all parts are done.
        fixed (int* row = rows)
        fixed (bool* mirror = mirrored)
        {
            _features = features;
            _row = row;
            _mirrored = mirrored.IsEmpty ? null : mirror;
            _rows = rows.Length;
            _step = step;
            if (_rowWork is null || features is SparseFeatures || _rows != 1) RunStretches(then);
            else _rowWork.Run();
        }
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float>? buffer in _activations.Concat(_inputs).Concat(_normalized).Concat(_masks).Concat(_masked)) buffer?.Dispose();
        foreach (Normalizer? norm in _normalizers) norm?.Dispose();
        _partials.Dispose();
        _scratch.Dispose();
        _zeros.Dispose();
        _product.Dispose();
        _rowWork?.Dispose();
    }

    /// <summary>Stretches of layers, one after the other: a block of rows cannot go on where the batch is measured, or where a product is made ahead of it.</summary>
    private void RunStretches(IRowBlock? then)
    {
        int from = 0;
        LayerStage entry = LayerStage.Whole;
        while (true)
        {
            int to = from;
            while (to + 1 < _network.Layers.Length && !EndsAt(to, from, entry) && !IsAhead(to + 1)) to++;
            bool measures = EndsAt(to, from, entry), isLast = to + 1 == _network.Layers.Length && !measures;
            RunStretch(from, entry, to, measures, isLast ? then : null);
            if (isLast) return;
            if (measures) _normalizers[to]!.UseBatch(_activations[to].Pointer, _rows, _network.Pool);
            (from, entry) = measures ? (to, LayerStage.FromNorm) : (to + 1, LayerStage.Whole);
        }
    }

    private void RunStretch(int from, LayerStage entry, int to, bool measures, IRowBlock? then)
    {
        bool isAhead = entry == LayerStage.Whole && IsAhead(from);
        int parts = isAhead ? Parts(_network.Layers[from].Inputs) : 1;
        int group = parts == 1 ? _rows : RowGroup;
        if (isAhead && parts == 1) _network.Pool.Run(_wideWork, _wideWork.Set(from));
        for (int first = 0; first < _rows; first += group)
        {
            int count = Math.Min(group, _rows - first);
            if (parts > 1)
            {
                _partWork.Set(from, parts, first, count);
                _network.Pool.Run(_partWork, Blocks(count) * parts);
            }

            _stretchWork.Set(from, entry, to, measures, isAhead ? parts : 0, first, count, then);
            _network.Pool.Run(_stretchWork, Blocks(count));
        }
    }

    /// <summary>Whether a layer's product is made before any of the rows goes on: a long sum in parts, or a wide layer panel by panel.</summary>
    private bool IsAhead(int l)
    {
        LayerWeights layer = _network.Layers[l];
        return Parts(layer.Inputs) > 1 || (IsWide(layer.Panels, layer.Weight.Length, _rows) && !(l == 0 && _features is SparseFeatures));
    }

    /// <summary>Whether a stretch that begins at a layer ends before the normalization of another, or of the same.</summary>
    private bool EndsAt(int layer, int from, LayerStage entry)
        => IsMeasured(_normalizers[layer], _rows, _step is not null) && !(layer == from && entry == LayerStage.FromNorm);

    private static bool IsMeasured(Normalizer? norm, int rows, bool isTraining) => norm is { IsOverBatch: true } && isTraining && rows > 1;

    private static int Blocks(int rows) => (rows + RowBlock - 1) / RowBlock;

    private static int Parts(int inputs) => (inputs + InputPart - 1) / InputPart;
}
