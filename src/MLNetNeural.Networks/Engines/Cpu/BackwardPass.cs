using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Gradients from the last layer to the first. The gradient of a few rows of weights is made in the cache and used up
/// at once by the optimiser: there is no gradient of a 196,608×128 layer in memory, and its weights are passed over once.
/// Only clipping by norm needs the whole gradient before the first step, and only then there is room for it.
/// </summary>
internal sealed unsafe class BackwardPass : IDisposable
{
    /// <summary>Rows of weights that are transposed at one time for the gradient of a layer's inputs.</summary>
    private const int InputBlock = 32;

    /// <summary>Batch rows whose features are converted at one time.</summary>
    private const int RowBlock = 256;

    /// <summary>Floats of gradient made at one time; they stay in the second-level cache until the step has used them.</summary>
    private const int GradientFloats = 32768;

    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly LayerWeights[]? _velocity;
    private readonly GradientNorm? _norm;
    private readonly float? _clipValue;
    private readonly NativeBuffer<float>[] _gradients;
    private readonly NativeBuffer<float> _panels;
    private readonly NativeBuffer<float> _scratch;
    private readonly int _scratchPerWorker;
    private readonly OutputWork _outputWork;
    private readonly InputWork _inputWork;
    private readonly UpdateWork _updateWork;
    private readonly StepWork _stepWork;

    public BackwardPass(CpuNetwork network, ForwardPass forward, LayerWeights[]? velocity, float? clipNorm, float? clipValue)
    {
        _network = network;
        _forward = forward;
        _velocity = velocity;
        _norm = clipNorm is { } maxNorm ? new GradientNorm(network.Layers, maxNorm, WeightRows) : null;
        _clipValue = clipValue;
        _gradients = [.. network.Layers.Select(layer => new NativeBuffer<float>((long)forward.MaxRows * layer.Stride))];
        _panels = new NativeBuffer<float>((long)forward.MaxRows * network.Layers.Max(layer => layer.Stride));
        _scratchPerWorker = 0;
        for (int l = 0; l < network.Layers.Length; l++)
        {
            LayerWeights layer = network.Layers[l];
            int transposed = l == 0 ? 0 : InputBlock * layer.Units;
            int features = l == 0 ? Math.Min(RowBlock, forward.MaxRows) * FeatureStride(layer) : 0;
            _scratchPerWorker = Math.Max(_scratchPerWorker, Math.Max(transposed, (WeightRows(layer) * layer.Stride) + features));
        }

        _scratch = new NativeBuffer<float>((long)network.Pool.Workers * _scratchPerWorker);
        _outputWork = new OutputWork(this);
        _inputWork = new InputWork(this);
        _updateWork = new UpdateWork(this);
        _stepWork = new StepWork(this);
    }

    /// <summary>Where the loss puts the gradient of a row's outputs; the padding behind stays 0.</summary>
    public Span<float> OutputGradient(int row)
        => _gradients[^1].Slice((long)row * _network.Layers[^1].Stride, _network.Layers[^1].Units);

    /// <summary>Propagates the output gradients and updates all weights.</summary>
    public void Run(FeatureStore features, ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored, SgdKernel.Figures figures)
    {
        fixed (int* row = rows)
        fixed (bool* mirror = mirrored)
        {
            for (int l = _network.Layers.Length - 1; l >= 0; l--)
            {
                LayerWeights layer = _network.Layers[l];
                _outputWork.Set(l, rows.Length);
                _network.Pool.Run(_outputWork, (rows.Length + OutputWork.Rows - 1) / OutputWork.Rows);
                if (l > 0)
                {
                    // Before the update: the inputs' gradient belongs to the weights of the forward pass.
                    _inputWork.Set(l, rows.Length);
                    _network.Pool.Run(_inputWork, (layer.Inputs + InputBlock - 1) / InputBlock);
                }

                _updateWork.Set(l, features, row, mirrored.IsEmpty ? null : mirror, rows.Length, figures);
                _network.Pool.Run(_updateWork, WeightParts(layer));
                if (layer.Layer.UseBias) UpdateBias(l, rows.Length, figures);
            }
        }

        if (_norm is not null) StepWithClippedNorm(_norm.Scale(), figures);
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float> gradient in _gradients) gradient.Dispose();
        _norm?.Dispose();
        _panels.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Rows of weights whose gradient is made at one time; a multiple of the kernel's 8 rows.</summary>
    private static int WeightRows(LayerWeights layer) => Math.Clamp(GradientFloats / layer.Stride / 8 * 8, 8, 256);

    private static int WeightParts(LayerWeights layer) => (layer.Inputs + WeightRows(layer) - 1) / WeightRows(layer);

    /// <summary>Distance of two rows of converted features; not a power of two, so that rows do not share cache sets.</summary>
    private static int FeatureStride(LayerWeights layer) => WeightRows(layer) + 16;

    private void UpdateBias(int l, int rows, in SgdKernel.Figures figures)
    {
        LayerWeights layer = _network.Layers[l];
        var sum = new Span<float>(_norm is null ? _scratch.Pointer : _norm.Gradient[l].Bias.Pointer, layer.Stride);
        fixed (float* sums = sum) ColumnSumKernel.Sum(_gradients[l].Pointer, rows, layer.Stride, sums);

        if (_norm is not null) _norm.NoteBias(l, sum);
        else StepBias(l, sum, figures);
    }

    private void StepBias(int l, Span<float> gradient, in SgdKernel.Figures figures)
    {
        LayerWeights layer = _network.Layers[l];
        if (_clipValue is { } limit) TensorPrimitives.Clamp(gradient, -limit, limit, gradient);
        fixed (float* g = gradient) SgdKernel.Step(layer.Bias.Pointer, g, _velocity is null ? null : _velocity[l].Bias.Pointer, layer.Stride, figures);
    }

    /// <summary>The step on some rows of a layer's weights.</summary>
    /// <param name="l">The layer.</param>
    /// <param name="start">First row.</param>
    /// <param name="inputs">Number of rows.</param>
    /// <param name="gradient">Their gradient, (panels, rows, panel width).</param>
    /// <param name="figures">The figures of the step.</param>
    private void StepWeights(int l, int start, int inputs, Span<float> gradient, in SgdKernel.Figures figures)
    {
        LayerWeights layer = _network.Layers[l];
        if (_clipValue is { } limit) TensorPrimitives.Clamp(gradient, -limit, limit, gradient);
        int run = inputs * layer.PanelWidth;
        fixed (float* g = gradient)
        {
            for (int p = 0; p < layer.Panels; p++)
            {
                float* velocity = _velocity is null ? null : _velocity[l].Panel(p, start);
                SgdKernel.Step(layer.Panel(p, start), g + (p * run), velocity, run, figures);
            }
        }
    }

    private void StepWithClippedNorm(float scale, in SgdKernel.Figures figures)
    {
        for (int l = 0; l < _network.Layers.Length; l++)
        {
            LayerWeights layer = _network.Layers[l];
            _stepWork.Set(l, scale, figures);
            _network.Pool.Run(_stepWork, WeightParts(layer));
            if (!layer.Layer.UseBias) continue;

            var bias = new Span<float>(_norm!.Gradient[l].Bias.Pointer, layer.Stride);
            TensorPrimitives.Multiply(bias, scale, bias);
            StepBias(l, bias, figures);
        }
    }

    /// <summary>∂L/∂z of the units of a panel, (rows, panel width).</summary>
    private float* GradientPanel(int l, int panel, int rows)
    {
        LayerWeights layer = _network.Layers[l];
        return layer.Panels == 1 ? _gradients[l].Pointer : _panels.Pointer + ((long)panel * rows * layer.PanelWidth);
    }

    /// <summary>
    /// ∂L/∂z from ∂L/∂a of a layer's outputs: dropout, then the activation's derivative, in place, without
    /// tiny numbers; and a copy of it in panels.
    /// </summary>
    private sealed class OutputWork(BackwardPass pass) : IParallelWork
    {
        public const int Rows = 64;

        private int _layer;
        private int _rows;

        public void Set(int layer, int rows) => (_layer, _rows) = (layer, rows);

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            long offset = (long)part * Rows * layer.Stride;
            int length = Math.Min(Rows, _rows - (part * Rows)) * layer.Stride;
            var gradient = new Span<float>(pass._gradients[_layer].Pointer + offset, length);
            if (pass._forward.Mask(_layer) != null)
            {
                TensorPrimitives.Multiply(gradient, new ReadOnlySpan<float>(pass._forward.Mask(_layer) + offset, length), gradient);
            }

            ActivationKernel.Backward(layer.Layer.Activation, new ReadOnlySpan<float>(pass._forward.Kept(_layer) + offset, length), gradient);
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

    /// <summary>∂L/∂W = xᵀ · ∂L/∂z for some rows of weights, and the optimiser's step on them.</summary>
    private sealed class UpdateWork(BackwardPass pass) : IParallelWork
    {
        private int _layer;
        private FeatureStore _features = null!;
        private int* _rows;
        private bool* _mirrored;
        private int _count;
        private SgdKernel.Figures _figures;

        public void Set(int layer, FeatureStore features, int* rows, bool* mirrored, int count, in SgdKernel.Figures figures)
        {
            _layer = layer;
            _features = features;
            _rows = rows;
            _mirrored = mirrored;
            _count = count;
            _figures = figures;
        }

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int width = layer.PanelWidth, start = part * WeightRows(layer), inputs = Math.Min(WeightRows(layer), layer.Inputs - start);
            float* scratch = pass._scratch.Pointer + ((long)worker * pass._scratchPerWorker);
            var gradient = new Span<float>(scratch, inputs * layer.Stride);
            gradient.Clear();
            for (int first = 0; first < _count; first += RowBlock)
            {
                int rows = Math.Min(RowBlock, _count - first);
                float* x = scratch + (WeightRows(layer) * layer.Stride);
                int xStride = FeatureStride(layer);
                if (_layer == 0)
                {
                    bool* mirrored = _mirrored == null ? null : _mirrored + first;
                    RowGatherer.Copy(_features, _rows + first, mirrored, rows, start, inputs, x, xStride);
                    RowGatherer.Prefetch(_features, _rows + first, mirrored, rows, start + (pass._network.Pool.Workers * WeightRows(layer)), WeightRows(layer));
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

            if (pass._norm is not null) pass._norm.Note(_layer, part, start, inputs, gradient);
            else pass.StepWeights(_layer, start, inputs, gradient, _figures);
        }
    }

    /// <summary>The optimiser's step on some rows of weights, from the whole gradient.</summary>
    private sealed class StepWork(BackwardPass pass) : IParallelWork
    {
        private int _layer;
        private float _scale;
        private SgdKernel.Figures _figures;

        public void Set(int layer, float scale, in SgdKernel.Figures figures) => (_layer, _scale, _figures) = (layer, scale, figures);

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int start = part * WeightRows(layer), inputs = Math.Min(WeightRows(layer), layer.Inputs - start);
            var gradient = new Span<float>(pass._scratch.Pointer + ((long)worker * pass._scratchPerWorker), inputs * layer.Stride);
            pass._norm!.Take(_layer, start, inputs, gradient);
            TensorPrimitives.Multiply(gradient, _scale, gradient);
            pass.StepWeights(_layer, start, inputs, gradient, _figures);
        }
    }
}
