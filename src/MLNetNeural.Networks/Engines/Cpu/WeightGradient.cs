using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// ∂L/∂W = xᵀ · ∂L/∂z and the sums of ∂L/∂z, which are the gradient of the biases. That of a few rows of weights is made in the
/// cache and handed to the optimiser's step at once: there is no gradient of a 196,608×128 layer in memory, and its weights are
/// passed over once.
/// </summary>
internal sealed unsafe class WeightGradient : IParallelWork, IDisposable
{
    /// <summary>Batch rows that are multiplied at one time: a panel of their gradient takes half of a first-level cache.</summary>
    private const int RowBlock = 128;

    /// <summary>Sums that stay in a second-level cache: those of a layer's weights for all blocks of rows.</summary>
    private const int FewSums = 65536;

    /// <summary>In the place of a part: the bias.</summary>
    private const int Bias = -1;

    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly OutputGradient[] _gradients;
    private readonly ParameterUpdate _update;
    private readonly (int Layer, int Part)[] _parts;
    private readonly NativeBuffer<float>[] _biases;
    private readonly NativeBuffer<float>?[] _sums;
    private readonly bool _areAllSmall;
    private readonly NativeBuffer<float> _zeros = new(LayerWeights.WidePanel);
    private readonly NativeBuffer<float> _scratch;
    private readonly int _scratchPerWorker;
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
        int blocks = (forward.MaxRows + ForwardPass.RowBlock - 1) / ForwardPass.RowBlock;
        _biases = [.. network.Layers.Select(layer => new NativeBuffer<float>((long)blocks * layer.Stride))];
        _sums = [.. network.Layers.Select((layer, l) => (long)blocks * layer.Weight.Length <= FewSums && !(l == 0 && isSparse) ? new NativeBuffer<float>(blocks * layer.Weight.Length) : null)];
        _areAllSmall = _sums.All(sums => sums is not null);
        _scratchPerWorker = network.Layers.Max(layer => Math.Max(layer.Stride, (layer.PartRows * layer.Stride) + (Math.Min(RowBlock, forward.MaxRows) * InputStride(layer))));
        if (_sums[0] is not null) _scratchPerWorker = Math.Max(_scratchPerWorker, ForwardPass.RowBlock * network.Layers[0].Inputs);
        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * _scratchPerWorker);
    }

    /// <summary>Begins a batch; rows and mirrored stay where they are until its end.</summary>
    public void Begin(FeatureStore features, int* rows, bool* mirrored, int count)
    {
        _features = features;
        _rows = rows;
        _mirrored = mirrored;
        _count = count;
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
        ColumnKernel.Sum(dz, layer.Stride, layer.Stride, rows, _biases[l].Pointer + (block * layer.Stride));
        if (_sums[l] is not { } sums) return;

        int xStride = l == 0 ? layer.Inputs : _network.Layers[l - 1].Stride;
        float* x = l == 0 ? _scratch.Pointer + ((long)worker * _scratchPerWorker) : _forward.LayerOutput(l - 1) + ((long)first * xStride);
        if (l == 0) Gather(0, layer.Inputs, first, rows, x, xStride);
        float* sum = sums.Pointer + (block * layer.Weight.Length);
        for (int start = 0; start < layer.Inputs; start += layer.PartRows)
        {
            int inputs = Math.Min(layer.PartRows, layer.Inputs - start);
            for (int p = 0; p < layer.Panels; p++, sum += inputs * width)
            {
                MatrixKernel.MultiplyAdd(x + start, 1, xStride, dz + (p * width), layer.Stride, _zeros.Pointer, 0, sum, width, inputs, width, rows);
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
        (int l, int rowsPart) = _parts[part];
        LayerWeights layer = _network.Layers[l];
        float* scratch = _scratch.Pointer + ((long)worker * _scratchPerWorker);
        int blocks = (_count + ForwardPass.RowBlock - 1) / ForwardPass.RowBlock;
        if (rowsPart == Bias)
        {
            ColumnKernel.Sum(_biases[l].Pointer, layer.Stride, layer.Stride, blocks, scratch);
            _update.TakeVector(l, UnitVector.Bias, new Span<float>(scratch, layer.Stride));
            return;
        }

        int start = rowsPart * layer.PartRows, inputs = Math.Min(layer.PartRows, layer.Inputs - start);
        if (_sums[l] is { } sums)
        {
            ColumnKernel.Sum(sums.Pointer + (start * layer.Stride), (nint)layer.Weight.Length, inputs * layer.Stride, blocks, scratch);
            _update.TakeWeights(l, rowsPart, inputs, new Span<float>(scratch, inputs * layer.Stride));
        }
        else if (l == 0 && _features is SparseFeatures sparse) RunSparse(sparse, layer, rowsPart, start, inputs, scratch);
        else RunDense(l, rowsPart, start, inputs, scratch);
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float>? buffer in _biases.Concat(_sums)) buffer?.Dispose();
        _zeros.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Distance of two rows of copied inputs; not a power of two, so that rows do not share cache sets.</summary>
    private static int InputStride(LayerWeights layer) => layer.PartRows + 16;

    private void RunDense(int l, int part, int start, int inputs, float* sums)
    {
        LayerWeights layer = _network.Layers[l];
        int width = layer.PanelWidth;
        for (int first = 0; first < _count; first += RowBlock)
        {
            int rows = Math.Min(RowBlock, _count - first);
            float* x = Inputs(l, start, inputs, first, rows, sums + (layer.PartRows * layer.Stride), out int xStride);
            for (int p = 0; p < layer.Panels; p++)
            {
                float* sum = sums + (p * inputs * width);
                MatrixKernel.MultiplyAdd(
                    x, 1, xStride, _gradients[l].Panel(p, first), _gradients[l].PanelStride, first == 0 ? _zeros.Pointer : sum, first == 0 ? 0 : width, sum, width, inputs, width, rows);
            }
        }

        _update.TakeWeights(l, part, inputs, new Span<float>(sums, inputs * layer.Stride));
    }

    /// <summary>Some inputs of a layer for some rows, (rows, inputs).</summary>
    private float* Inputs(int l, int start, int inputs, int first, int rows, float* scratch, out int stride)
    {
        LayerWeights layer = _network.Layers[l];
        if (l > 0)
        {
            stride = _network.Layers[l - 1].Stride;
            float* x = _forward.LayerOutput(l - 1) + ((long)first * stride) + start;
            if (layer.Panels <= 2) return x;
            for (int r = 0; r < rows; r++) new ReadOnlySpan<float>(x + ((long)r * stride), inputs).CopyTo(new Span<float>(scratch + (r * InputStride(layer)), inputs));
        }
        else
        {
            Gather(start, inputs, first, rows, scratch, InputStride(layer));
            RowGatherer.Prefetch(_features, _rows + first, Mirrored(first), rows, start + (_network.Pool.Workers * layer.PartRows), layer.PartRows);
        }

        stride = InputStride(layer);
        return scratch;
    }

    private void Gather(int start, int inputs, int first, int rows, float* x, int stride)
    {
        RowGatherer.Copy(_features, _rows + first, Mirrored(first), rows, start, inputs, x, stride);
        _forward.InputDropout.Apply(x, stride, first, rows, start, inputs);
    }

    private bool* Mirrored(int first) => _mirrored == null ? null : _mirrored + first;

    /// <summary>Where weights without gradient stay as they are, only those of features that are there are passed over.</summary>
    private void RunSparse(SparseFeatures features, LayerWeights layer, int part, int start, int inputs, float* sums)
    {
        var gradient = new Span<float>(sums, inputs * layer.Stride);
        bool skips = _update.LeavesWeightsWithoutGradient;
        Span<bool> touched = stackalloc bool[skips ? inputs : 0];
        touched.Clear();
        if (!skips) gradient.Clear();
        SparseProduct.Gradient(features, _rows, _count, layer, start, inputs, _gradients[0], sums, _forward.InputDropout, touched);
        if (!skips) _update.TakeWeights(0, part, inputs, gradient);
        for (int i = 0; i < touched.Length; i++)
        {
            if (touched[i]) _update.TakeRow(0, start + i, sums + (i * layer.PanelWidth), inputs * layer.PanelWidth);
        }
    }
}
