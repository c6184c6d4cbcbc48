using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Gradients from the last layer to the first. The gradient of a few rows of weights is made in the cache and handed to
/// the optimiser's step at once: there is no gradient of a 196,608×128 layer in memory, and its weights are passed over once.
/// </summary>
internal sealed unsafe class BackwardPass : IDisposable
{
    /// <summary>Rows of weights that are transposed at one time for the gradient of a layer's inputs.</summary>
    private const int InputBlock = 32;

    /// <summary>Batch rows whose features are converted at one time.</summary>
    private const int RowBlock = 256;

    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly ParameterUpdate _update;
    private readonly NativeBuffer<float>[] _gradients;
    private readonly NativeBuffer<float> _vector;
    private readonly NativeBuffer<float> _panels;
    private readonly NativeBuffer<float> _scratch;
    private readonly int _scratchPerWorker;
    private readonly OutputWork _outputWork;
    private readonly InputWork _inputWork;
    private readonly WeightWork _weightWork;

    public BackwardPass(CpuNetwork network, ForwardPass forward, ParameterUpdate update)
    {
        _network = network;
        _forward = forward;
        _update = update;
        _gradients = [.. network.Layers.Select(layer => new NativeBuffer<float>((long)forward.MaxRows * layer.Stride))];
        int widest = network.Layers.Max(layer => layer.Stride);
        _vector = new NativeBuffer<float>(widest);
        _panels = new NativeBuffer<float>((long)forward.MaxRows * widest);
        _scratchPerWorker = 0;
        for (int l = 0; l < network.Layers.Length; l++)
        {
            LayerWeights layer = network.Layers[l];
            int transposed = l == 0 ? 0 : InputBlock * layer.Units;
            int features = l == 0 ? Math.Min(RowBlock, forward.MaxRows) * FeatureStride(layer) : 0;
            _scratchPerWorker = Math.Max(_scratchPerWorker, Math.Max(transposed, (layer.PartRows * layer.Stride) + features));
        }

        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * _scratchPerWorker);
        _outputWork = new OutputWork(this);
        _inputWork = new InputWork(this);
        _weightWork = new WeightWork(this);
    }

    /// <summary>Where the loss puts the gradient of a row's outputs; the padding behind stays 0.</summary>
    public Span<float> OutputGradient(int row)
        => _gradients[^1].Slice((long)row * _network.Layers[^1].Stride, _network.Layers[^1].Units);

    /// <summary>Propagates the output gradients and hands the gradient of all parameters to the update.</summary>
    public void Run(FeatureStore features, ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored)
    {
        fixed (int* row = rows)
        fixed (bool* mirror = mirrored)
        {
            for (int l = _network.Layers.Length - 1; l >= 0; l--)
            {
                LayerWeights layer = _network.Layers[l];
                RunOutputs(l, rows.Length);
                if (l > 0)
                {
                    // Before the update: the inputs' gradient belongs to the weights of the forward pass.
                    _inputWork.Set(l, rows.Length);
                    _network.Pool.Run(_inputWork, (layer.Inputs + InputBlock - 1) / InputBlock);
                }

                _weightWork.Set(l, features, row, mirrored.IsEmpty ? null : mirror, rows.Length);
                _network.Pool.Run(_weightWork, layer.Parts);
                if (layer.Layer.UseBias) TakeBias(l, rows.Length);
                if (layer.Layer.Normalization.IsAffine && _forward.Normalizer(l) is { } norm)
                {
                    _update.TakeVector(l, UnitVector.NormWeight, norm.WeightGradient);
                    _update.TakeVector(l, UnitVector.NormBias, norm.BiasGradient);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float> gradient in _gradients) gradient.Dispose();
        _vector.Dispose();
        _panels.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Distance of two rows of converted features; not a power of two, so that rows do not share cache sets.</summary>
    private static int FeatureStride(LayerWeights layer) => layer.PartRows + 16;

    /// <summary>∂L/∂z from ∂L/∂a of a layer's outputs.</summary>
    private void RunOutputs(int l, int rows)
    {
        int parts = (rows + OutputWork.Rows - 1) / OutputWork.Rows;
        Normalizer? norm = _forward.Normalizer(l);
        if (norm is not null)
        {
            _outputWork.Set(l, rows, LayerStage.BeforeNorm);
            _network.Pool.Run(_outputWork, parts);
            norm.Reduce(_gradients[l].Pointer, rows, _network.Pool);
        }

        _outputWork.Set(l, rows, norm is null ? LayerStage.Whole : LayerStage.FromNorm);
        _network.Pool.Run(_outputWork, parts);
    }

    private void TakeBias(int l, int rows)
    {
        int stride = _network.Layers[l].Stride;
        var sum = new Span<float>(_vector.Pointer, stride);
        for (int n = 0; n < stride; n += ColumnKernel.Columns) ColumnKernel.Sum(_gradients[l].Pointer + n, stride, rows, _vector.Pointer + n);
        _update.TakeVector(l, UnitVector.Bias, sum);
    }

    /// <summary>∂L/∂z of the units of a panel, (rows, panel width).</summary>
    private float* GradientPanel(int l, int panel, int rows)
    {
        LayerWeights layer = _network.Layers[l];
        return layer.Panels == 1 ? _gradients[l].Pointer : _panels.Pointer + ((long)panel * rows * layer.PanelWidth);
    }

    /// <summary>
    /// ∂L/∂z from ∂L/∂a of a layer's outputs: dropout, the activation's derivative and the normalisation's, in place, without
    /// tiny numbers; and a copy of it in panels.
    /// </summary>
    private sealed class OutputWork(BackwardPass pass) : IParallelWork
    {
        public const int Rows = 64;

        private int _layer;
        private int _rows;
        private LayerStage _stage;

        public void Set(int layer, int rows, LayerStage stage) => (_layer, _rows, _stage) = (layer, rows, stage);

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            Normalizer? norm = pass._forward.Normalizer(_layer);
            long offset = (long)part * Rows * layer.Stride;
            int length = Math.Min(Rows, _rows - (part * Rows)) * layer.Stride;
            var gradient = new Span<float>(pass._gradients[_layer].Pointer + offset, length);
            if (_stage != LayerStage.FromNorm && pass._forward.Mask(_layer) != null)
            {
                TensorPrimitives.Multiply(gradient, new ReadOnlySpan<float>(pass._forward.Mask(_layer) + offset, length), gradient);
            }

            if (_stage == LayerStage.FromNorm) norm!.Backward(pass._gradients[_layer].Pointer + offset, part * Rows, length / layer.Stride);
            if (_stage == LayerStage.Whole || norm!.AfterActivation == (_stage == LayerStage.FromNorm))
            {
                ActivationKernel.Backward(layer.Layer.Activation, new ReadOnlySpan<float>(pass._forward.Kept(_layer) + offset, length), gradient);
            }

            if (_stage == LayerStage.BeforeNorm) return;
            TinyKernel.Flush(gradient);
            for (int r = 0; layer.Panels > 1 && r < length / layer.Stride; r++)
            {
                for (int p = 0; p < layer.Panels; p++)
                {
                    gradient.Slice((r * layer.Stride) + (p * layer.PanelWidth), layer.PanelWidth)
                        .CopyTo(new Span<float>(pass.GradientPanel(_layer, p, _rows) + (((part * Rows) + r) * layer.PanelWidth), layer.PanelWidth));
                }
            }
        }
    }

    /// <summary>∂L/∂x = ∂L/∂z · Wᵀ for a block of inputs, from a transposed copy of their weights.</summary>
    private sealed class InputWork(BackwardPass pass) : IParallelWork
    {
        private int _layer;
        private int _rows;

        public void Set(int layer, int rows) => (_layer, _rows) = (layer, rows);

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int below = pass._network.Layers[_layer - 1].Stride;
            int start = part * InputBlock, width = Math.Min(InputBlock, below - start), inputs = Math.Min(width, layer.Inputs - start);

            float* panel = pass._scratch.Pointer + ((long)worker * pass._scratchPerWorker);
            for (int u = 0; u < layer.Units; u++)
            {
                float* weights = layer.Panel(u / layer.PanelWidth, start) + (u % layer.PanelWidth);
                for (int i = 0; i < inputs; i++) panel[(u * InputBlock) + i] = weights[i * layer.PanelWidth];
            }

            for (int u = 0; inputs < width && u < layer.Units; u++) new Span<float>(panel + (u * InputBlock) + inputs, width - inputs).Clear();

            float* result = pass._gradients[_layer - 1].Pointer + start;
            for (int r = 0; r < _rows; r++) new Span<float>(result + ((long)r * below), width).Clear();
            MatrixKernel.MultiplyAdd(pass._gradients[_layer].Pointer, layer.Stride, 1, panel, InputBlock, result, below, _rows, width, layer.Units);
        }
    }

    /// <summary>∂L/∂W = xᵀ · ∂L/∂z for some rows of weights.</summary>
    private sealed class WeightWork(BackwardPass pass) : IParallelWork
    {
        private int _layer;
        private FeatureStore _features = null!;
        private int* _rows;
        private bool* _mirrored;
        private int _count;

        public void Set(int layer, FeatureStore features, int* rows, bool* mirrored, int count)
        {
            _layer = layer;
            _features = features;
            _rows = rows;
            _mirrored = mirrored;
            _count = count;
        }

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int width = layer.PanelWidth, start = part * layer.PartRows, inputs = Math.Min(layer.PartRows, layer.Inputs - start);
            float* scratch = pass._scratch.Pointer + ((long)worker * pass._scratchPerWorker);
            var gradient = new Span<float>(scratch, inputs * layer.Stride);
            if (_layer == 0 && _features is SparseFeatures sparse)
            {
                RunSparse(sparse, layer, part, start, inputs, gradient);
                return;
            }

            gradient.Clear();
            for (int first = 0; first < _count; first += RowBlock)
            {
                int rows = Math.Min(RowBlock, _count - first);
                float* x = scratch + (layer.PartRows * layer.Stride);
                int xStride = FeatureStride(layer);
                if (_layer == 0)
                {
                    bool* mirrored = _mirrored == null ? null : _mirrored + first;
                    RowGatherer.Copy(_features, _rows + first, mirrored, rows, start, inputs, x, xStride);
                    pass._forward.InputDropout.Apply(x, xStride, first, rows, start, inputs);
                    RowGatherer.Prefetch(_features, _rows + first, mirrored, rows, start + (pass._network.Pool.Workers * layer.PartRows), layer.PartRows);
                }
                else
                {
                    xStride = pass._network.Layers[_layer - 1].Stride;
                    x = pass._forward.LayerOutput(_layer - 1) + ((long)first * xStride) + start;
                }

                for (int p = 0; p < layer.Panels; p++)
                {
                    float* dz = pass.GradientPanel(_layer, p, _count) + (first * width);
                    MatrixKernel.MultiplyAdd(x, 1, xStride, dz, width, scratch + (p * inputs * width), width, inputs, width, rows);
                }
            }

            pass._update.TakeWeights(_layer, part, inputs, gradient);
        }

        /// <summary>Where weights without gradient stay as they are, only those of features that are there are passed over.</summary>
        private void RunSparse(SparseFeatures features, LayerWeights layer, int part, int start, int inputs, Span<float> gradient)
        {
            bool skips = pass._update.LeavesWeightsWithoutGradient;
            Span<bool> touched = stackalloc bool[skips ? inputs : 0];
            touched.Clear();
            if (!skips) gradient.Clear();
            fixed (float* sums = gradient)
            {
                SparseProduct.Gradient(features, _rows, _count, layer, start, inputs, pass.GradientPanel(0, 0, _count), sums, pass._forward.InputDropout, touched);
                if (!skips) pass._update.TakeWeights(0, part, inputs, gradient);
                for (int i = 0; i < touched.Length; i++)
                {
                    if (touched[i]) pass._update.TakeRow(0, start + i, sums + (i * layer.PanelWidth), inputs * layer.PanelWidth);
                }
            }
        }
    }
}
