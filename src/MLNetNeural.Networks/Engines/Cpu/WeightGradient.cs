using MLNetNeural.Networks.Engines.Batches;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// ∂L/∂W = xᵀ · ∂L/∂z and the sums of ∂L/∂z, which are the gradient of the biases. That of a few rows of weights is made in the
/// cache and handed to the optimizer's step at once: there is no gradient of a 196,608×128 layer in memory, and its weights are
/// passed over once.
/// </summary>
internal sealed unsafe class WeightGradient : IParallelWork, IDisposable
{
    /// <summary>Sums that stay in a second-level cache: those of a layer's weights for all blocks of rows.</summary>
    private const int FewSums = 65536;

    /// <summary>Most rows whose copied inputs are kept for the next part; more of them would not stay in a second-level cache.</summary>
    private const int MostKeptRows = 8 * ForwardPass.RowBlock;

    /// <summary>In the place of a part: the bias.</summary>
    private const int Bias = -1;

    private static readonly (int Layer, int FirstInput) Nothing = (-1, -1);

    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly OutputGradient[] _gradients;
    private readonly ParameterUpdate _update;
    private readonly (int Layer, int Part)[] _parts;
    private readonly NativeBuffer<float>[] _biases;
    private readonly NativeBuffer<float>?[] _sums;
    private readonly bool _areAllSmall;
    private readonly NativeBuffer<float> _zeros;
    private readonly NativeBuffer<float> _scratch;
    private readonly int _scratchPerWorker;
    private readonly (int Layer, int FirstInput)[] _copied; // what each worker has copied of this batch
    private FeatureStore _features = null!;
    private int* _rows;
    private bool* _mirrored;
    private int _count;

    public WeightGradient(CpuNetwork network, ForwardPass forward, OutputGradient[] gradients, ParameterUpdate update, bool isSparse)
    {
        _network = network;
        _forward = forward;
        _gradients = gradients;
        _update = update;
        _parts = [.. network.Layers.SelectMany((layer, l) => Enumerable.Range(0, layer.Parts).Append(Bias).Select(part => (l, part)))
            .Where(part => part.part != Bias || network.Layers[part.l].Layer.UseBias)];
        int blocks = Blocks(forward.MaxRows);
        _biases = [.. network.Layers.Select(layer => new NativeBuffer<float>((long)blocks * layer.Stride))];
        _sums = [.. network.Layers.Select((layer, l) => blocks * layer.Weight.Length <= FewSums && !(l == 0 && isSparse) ? new NativeBuffer<float>(blocks * layer.Weight.Length) : null)];
        _areAllSmall = _sums.All(sums => sums is not null);
        int copiedRows = KeepsCopies ? blocks * ForwardPass.RowBlock : ForwardPass.RowBlock;
        _scratchPerWorker = network.Layers.Max(layer => Math.Max(layer.Stride, (2 * UnitSums(layer)) + (copiedRows * InputStride(layer))));
        if (_sums[0] is not null) _scratchPerWorker = Math.Max(_scratchPerWorker, ForwardPass.RowBlock * network.Layers[0].Inputs);
        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * _scratchPerWorker, isZeroed: false);
        _zeros = new NativeBuffer<float>(network.Layers.Max(InputStride));
        _copied = new (int, int)[network.Pool.Workers];
    }

    /// <summary>Begins a batch; rows and mirrored stay where they are until its end.</summary>
    public void Begin(FeatureStore features, int* rows, bool* mirrored, int count)
    {
        _features = features;
        _rows = rows;
        _mirrored = mirrored;
        _count = count;
        Array.Fill(_copied, Nothing);
    }

    /// <summary>
    /// What can be summed for a block of rows while it is in the cache: the gradient of the biases, and of the weights of a small
    /// layer. The sums of the blocks are added in their order.
    /// </summary>
    public void AddBlock(int l, int first, int rows, int worker)
    {
        LayerWeights layer = _network.Layers[l];
        float* dz = _gradients[l].Row(first);
        int block = first / ForwardPass.RowBlock, width = layer.PanelWidth;
        ColumnKernel.Sum(dz, layer.RowStride, layer.Stride, rows, _biases[l].Pointer + (block * layer.Stride));
        if (_sums[l] is not { } sums) return;

        int xStride = l == 0 ? layer.Inputs : _network.Layers[l - 1].RowStride;
        float* x = l == 0 ? _scratch.Pointer + ((long)worker * _scratchPerWorker) : _forward.LayerOutput(l - 1) + ((long)first * xStride);
        if (l == 0) Gather(0, layer.Inputs, first, rows, x, xStride);
        float* sum = sums.Pointer + (block * layer.Weight.Length);
        for (int i = 0; i < layer.Parts; i++)
        {
            WeightPart part = layer.Part(i);
            for (int p = 0; p < part.Panels; p++, sum += part.Inputs * width)
            {
                MatrixKernel.MultiplyAdd(
                    x + part.FirstInput, 1, xStride, dz + ((part.FirstPanel + p) * width), layer.RowStride, _zeros.Pointer, 0, sum, width, part.Inputs, width, rows);
            }
        }
    }

    /// <summary>Ends a batch: hands the gradient of all weights and biases to the update.</summary>
    public void End()
    {
        if (!_areAllSmall)
        {
            _network.Pool.Run(this, _parts.Length);
            return;
        }

        // All that is left is to add up sums that are in a cache: sooner done than handed out.
        for (int part = 0; part < _parts.Length; part++) Run(part, worker: 0);
    }

    /// <summary>A part of a layer's weights, or its bias.</summary>
    public void Run(int part, int worker)
    {
        (int l, int index) = _parts[part];
        LayerWeights layer = _network.Layers[l];
        float* scratch = _scratch.Pointer + ((long)worker * _scratchPerWorker);
        if (index == Bias)
        {
            ColumnKernel.Sum(_biases[l].Pointer, layer.Stride, layer.Stride, Blocks(_count), scratch);
            _update.TakeVector(l, UnitVector.Bias, new Span<float>(scratch, layer.Stride));
            _copied[worker] = Nothing; // a wide layer's bias takes their place
            return;
        }

        WeightPart weights = layer.Part(index);
        if (l == 0 && _features is SparseFeatures sparse && _sums[l] is null)
        {
            RunSparse(sparse, weights, scratch);
            return;
        }

        if (_sums[l] is { } sums) ColumnKernel.Sum(sums.Pointer + StartOf(layer, weights), (nint)layer.Weight.Length, layer.SizeOf(weights), Blocks(_count), scratch);
        else if (_gradients[l].IsSparse(weights.FirstPanel, _count)) RunByUnit(l, weights, scratch, worker);
        else RunByRow(l, weights, scratch, worker);
        _update.TakeWeights(l, weights, new Span<float>(scratch, layer.SizeOf(weights)));
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float>? buffer in _biases.Concat(_sums)) buffer?.Dispose();
        _zeros.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Whether the copied inputs of all rows of a batch are kept for the next part.</summary>
    private bool KeepsCopies => _forward.MaxRows <= MostKeptRows;

    private static int Blocks(int rows) => (rows + ForwardPass.RowBlock - 1) / ForwardPass.RowBlock;

    /// <summary>Where the sums of a part begin: part after part, each (panels, rows, panel width).</summary>
    private static long StartOf(LayerWeights layer, in WeightPart part)
        => ((long)part.FirstInput * layer.Stride) + ((long)part.FirstPanel * part.Inputs * layer.PanelWidth);

    /// <summary>Distance of two rows of copied inputs, which come in whole panels; not a power of two, so that rows do not share cache sets.</summary>
    private static int InputStride(LayerWeights layer) => InputPanels(layer.PartRows) * SkipKernel.Panel + 16;

    private static int InputPanels(int inputs) => (inputs + SkipKernel.Panel - 1) / SkipKernel.Panel;

    /// <summary>Room for the sums of a part, by row or by unit.</summary>
    private static int UnitSums(LayerWeights layer) => layer.PartPanels * layer.PanelWidth * InputStride(layer);

    /// <summary>xᵀ·∂L/∂z.</summary>
    private void RunByRow(int l, in WeightPart part, float* sums, int worker)
    {
        LayerWeights layer = _network.Layers[l];
        int width = layer.PanelWidth;
        for (int first = 0; first < _count; first += ForwardPass.RowBlock)
        {
            int rows = Math.Min(ForwardPass.RowBlock, _count - first);
            float* x = Inputs(l, part, first, rows, sums + (2 * UnitSums(layer)), worker, out int xStride);
            OutputGradient gradient = _gradients[l];
            int p = 0, panel = part.Inputs * width;
            if (PanelKernel.IsSupported && width == PanelKernel.Panel && gradient.PanelStride == PanelKernel.Panel)
            {
                for (; p <= part.Panels - PanelKernel.Panels; p += PanelKernel.Panels)
                {
                    var sum = new PanelRows(sums + (p * panel), width, panel);
                    PanelKernel.MultiplyAdd(
                        x, 1, xStride, gradient.Panel(part.FirstPanel + p, first), gradient.PanelDistance, first == 0 ? new PanelRows(_zeros.Pointer, 0, 0) : sum, sum, part.Inputs, rows, next: null);
                }
            }

            for (; p < part.Panels; p++)
            {
                float* sum = sums + (p * panel);
                MatrixKernel.MultiplyAdd(
                    x, 1, xStride, gradient.Panel(part.FirstPanel + p, first), gradient.PanelStride, first == 0 ? _zeros.Pointer : sum, first == 0 ? 0 : width, sum, width, part.Inputs, width, rows);
            }
        }
    }

    /// <summary>The same as (∂L/∂z)ᵀ·x, transposed at the end: a unit's gradient lies in one run, and the rows in which it is 0 are passed over.</summary>
    private void RunByUnit(int l, in WeightPart part, float* sums, int worker)
    {
        LayerWeights layer = _network.Layers[l];
        int stride = InputStride(layer), width = layer.PanelWidth;
        float* byUnit = sums + UnitSums(layer), copy = byUnit + UnitSums(layer);
        for (int first = 0; first < _count; first += ForwardPass.RowBlock)
        {
            int rows = Math.Min(ForwardPass.RowBlock, _count - first);
            float* x = Inputs(l, part, first, rows, copy, worker, out int xStride);
            PanelProduct.RunInPlace(
                _gradients[l].Unit(part.FirstPanel * width, first), _gradients[l].UnitStride,
                new PanelProduct.Panels((nint)x, SkipKernel.Panel, xStride, SkipKernel.Panel, InputPanels(part.Inputs)),
                first == 0 ? _zeros.Pointer : byUnit, first == 0 ? 0 : stride, byUnit, stride, part.Panels * width, rows);
        }

        for (int p = 0; p < part.Panels; p++) TransposeKernel.Transpose(byUnit + (p * width * stride), stride, width, part.Inputs, sums + (p * part.Inputs * width), width);
    }

    /// <summary>
    /// Inputs of a part for some rows, (rows, inputs), with zeros up to a whole panel. A worker's next part mostly has the same inputs and
    /// other panels: their copies are kept, where all rows of a batch fit.
    /// </summary>
    private float* Inputs(int l, in WeightPart part, int first, int rows, float* copies, int worker, out int stride)
    {
        LayerWeights layer = _network.Layers[l];
        stride = InputStride(layer);
        float* copy = KeepsCopies ? copies + (first * stride) : copies;
        if (_copied[worker] == (l, part.FirstInput)) return copy;
        if (KeepsCopies && first + rows == _count) _copied[worker] = (l, part.FirstInput);
        if (l > 0)
        {
            int below = _network.Layers[l - 1].RowStride;
            float* x = _forward.LayerOutput(l - 1) + ((long)first * below) + part.FirstInput;
            for (int r = 0; r < rows; r++) new ReadOnlySpan<float>(x + ((long)r * below), part.Inputs).CopyTo(new Span<float>(copy + (r * stride), part.Inputs));
        }
        else
        {
            Gather(part.FirstInput, part.Inputs, first, rows, copy, stride);
            RowGatherer.Prefetch(_features, _rows + first, Mirrored(first), rows, part.FirstInput + (_network.Pool.Workers * layer.PartRows), layer.PartRows);
        }

        int padding = (InputPanels(part.Inputs) * SkipKernel.Panel) - part.Inputs;
        for (int r = 0; padding > 0 && r < rows; r++) new Span<float>(copy + (r * stride) + part.Inputs, padding).Clear();
        return copy;
    }

    private void Gather(int start, int inputs, int first, int rows, float* x, int stride)
    {
        RowGatherer.Copy(_features, _rows + first, Mirrored(first), rows, start, inputs, x, stride);
        _forward.InputDropout.Apply(x, stride, first, rows, start, inputs);
    }

    private bool* Mirrored(int first) => _mirrored == null ? null : _mirrored + first;

    /// <summary>Where weights without gradient stay as they are, only those of features that are there are passed over.</summary>
    private void RunSparse(SparseFeatures features, in WeightPart part, float* sums)
    {
        var gradient = new Span<float>(sums, _network.Layers[0].SizeOf(part));
        bool skips = _update.LeavesWeightsWithoutGradient;
        Span<bool> touched = stackalloc bool[skips ? part.Inputs : 0];
        touched.Clear();
        if (!skips) gradient.Clear();
        SparseProduct.Gradient(features, _rows, _count, part, _gradients[0], sums, _forward.InputDropout, touched);
        if (!skips) _update.TakeWeights(0, part, gradient);
        for (int i = 0; i < touched.Length; i++)
        {
            if (touched[i]) _update.TakeRow(0, part, i, sums);
        }
    }
}
