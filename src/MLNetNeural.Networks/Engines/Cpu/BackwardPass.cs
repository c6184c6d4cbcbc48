using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Gradients from the last layer to the first. A block of rows goes through as many layers as it can without the other rows; the
/// gradient of the weights, which needs all rows, follows for all layers together (<see cref="WeightGradient"/>).
/// </summary>
/// <remarks>Before a batch <see cref="Begin"/>, then <see cref="Run(int, int, int)"/> for all its rows, then <see cref="End"/>.</remarks>
internal sealed unsafe class BackwardPass : IRowBlock, IDisposable
{
    /// <summary>Units of a wide layer that are multiplied at one time for all rows; their part of the weights stays in the second-level cache.</summary>
    private const int UnitBlock = 256;

    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly ParameterUpdate _update;
    private readonly NativeBuffer<float> _zeros;
    private readonly PanelProduct _product;
    private readonly TransposedWeights _transposed;
    private readonly WeightGradient _weights;
    private readonly BlockWork _blockWork;
    private readonly WideWork _wideWork;
    private int _count;
    private int _from;
    private bool _fromNorm;

    /// <param name="network">The network.</param>
    /// <param name="forward">What has taken the rows through it.</param>
    /// <param name="update">What takes the gradient.</param>
    /// <param name="isSparse">Whether features are sparse.</param>
    public BackwardPass(CpuNetwork network, ForwardPass forward, ParameterUpdate update, bool isSparse)
    {
        _network = network;
        _forward = forward;
        _update = update;
        Gradients = [.. network.Layers.Select(layer => new OutputGradient(layer, forward.MaxRows))];
        _transposed = new TransposedWeights(network);
        _weights = new WeightGradient(network, forward, Gradients, update, isSparse);
        _zeros = new NativeBuffer<float>(network.Layers.Max(layer => layer.Stride));
        _product = new PanelProduct(network.Pool.Workers);
        _blockWork = new BlockWork(this);
        _wideWork = new WideWork(this);
    }

    /// <summary>∂L/∂a of each layer's outputs, then ∂L/∂z.</summary>
    public OutputGradient[] Gradients { get; }

    /// <summary>Begins a batch: the weights are those of its forward pass; rows and mirrored stay where they are until its end.</summary>
    public void Begin(FeatureStore features, int* rows, bool* mirrored, int count)
    {
        _count = count;
        _weights.Begin(features, rows, mirrored, count);
        _transposed.Update();
        (_from, _fromNorm) = (_network.Layers.Length - 1, false);
    }

    /// <summary>
    /// Takes a block of rows, whose output gradients are there, down to where the batch has to be measured, to the product with the weights
    /// of a wide layer, or to the first layer.
    /// </summary>
    public void Run(int first, int rows, int worker)
    {
        for (int l = _from; l >= 0; l--)
        {
            bool isBehindNorm = l == _from && _fromNorm;
            Normalizer? norm = _forward.Normalizer(l);
            float* gradient = Gradients[l].Row(first);
            if (!isBehindNorm)
            {
                Multiply(gradient, _forward.Mask(l), l, first, rows);
                if (norm is not null)
                {
                    if (!norm.AfterActivation) Activate(l, first, rows);
                    return;
                }
            }

            if (isBehindNorm) norm!.Backward(gradient, first, rows);
            if (norm is null or { AfterActivation: true }) Activate(l, first, rows);
            Gradients[l].Flush(first, rows);
            _weights.AddBlock(l, first, rows, worker);
            if (l == 0 || IsWide(l)) return;
            MultiplyByWeights(l, first, rows, worker);
        }
    }

    /// <summary>Ends a batch: takes its rows through the layers that are left, and hands the gradient of all parameters to the update.</summary>
    public void End()
    {
        while (NextStop(out int layer, out bool isNorm))
        {
            if (isNorm) _forward.Normalizer(layer)!.Reduce(Gradients[layer].Row(0), _count, _network.Pool);
            else _network.Pool.Run(_wideWork, _wideWork.Set(layer));
            (_from, _fromNorm) = isNorm ? (layer, true) : (layer - 1, false);
            _network.Pool.Run(_blockWork, (_count + ForwardPass.RowBlock - 1) / ForwardPass.RowBlock);
            if (!isNorm || _forward.Normalizer(layer) is not { IsAffine: true } norm) continue;
            _update.TakeVector(layer, UnitVector.NormWeight, norm.WeightGradient); // after their values have been used
            _update.TakeVector(layer, UnitVector.NormBias, norm.BiasGradient);
        }

        _weights.End();
    }

    public void Dispose()
    {
        foreach (OutputGradient gradient in Gradients) gradient.Dispose();
        _zeros.Dispose();
        _product.Dispose();
        _transposed.Dispose();
        _weights.Dispose();
    }

    /// <summary>Where the blocks of rows have come to: a normalized layer, or a wide one whose product with the weights is next; false at the end.</summary>
    private bool NextStop(out int layer, out bool isNorm)
    {
        for (layer = _from; layer >= 0; layer--)
        {
            isNorm = _forward.Normalizer(layer) is not null && !(layer == _from && _fromNorm);
            if (isNorm || (layer > 0 && IsWide(layer))) return true;
        }

        isNorm = false;
        return false;
    }

    private bool IsWide(int l) => _forward.IsWide(_network.Layers[l - 1].Panels, _network.Layers[l].Weight.Length, _count);

    private void Multiply(float* gradient, float* mask, int l, int first, int rows)
    {
        if (mask == null) return;
        int stride = _network.Layers[l].RowStride;
        var values = new Span<float>(gradient, rows * stride);
        TensorPrimitives.Multiply(values, new ReadOnlySpan<float>(mask + ((long)first * stride), values.Length), values);
    }

    private void Activate(int l, int first, int rows)
    {
        LayerWeights layer = _network.Layers[l];
        int length = rows * layer.RowStride;
        ActivationKernel.Backward(
            layer.Layer.Activation,
            new ReadOnlySpan<float>(_forward.Kept(l) + ((long)first * layer.RowStride), length),
            new Span<float>(Gradients[l].Row(first), length));
    }

    /// <summary>∂L/∂x = ∂L/∂z · Wᵀ.</summary>
    private void MultiplyByWeights(int l, int first, int rows, int worker)
    {
        LayerWeights layer = _network.Layers[l], below = _network.Layers[l - 1];
        _product.Run(
            Gradients[l].Row(first), layer.RowStride, _transposed.Matrix(l, 0, below.Panels), _zeros.Pointer, 0, Gradients[l - 1].Row(first), below.RowStride, rows, layer.Units, worker);
    }

    /// <summary>The same for some panels of a wide layer's inputs and all rows: their weights are read once.</summary>
    private sealed class WideWork(BackwardPass pass) : IParallelWork
    {
        private int _layer;
        private int _partPanels;

        public int Set(int layer)
        {
            _layer = layer;
            int panels = pass._network.Layers[layer - 1].Panels;
            _partPanels = ForwardPass.PartPanels(panels);
            return (panels + _partPanels - 1) / _partPanels;
        }

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer], below = pass._network.Layers[_layer - 1];
            int panel = part * _partPanels, column = panel * below.PanelWidth;
            PanelProduct.Panels weights = pass._transposed.Matrix(_layer, panel, Math.Min(_partPanels, below.Panels - panel));
            for (int u = 0; u < layer.Units; u += UnitBlock)
            {
                for (int first = 0; first < pass._count; first += ForwardPass.RowBlock)
                {
                    float* sum = pass.Gradients[_layer - 1].Row(first) + column;
                    pass._product.Run(
                        pass.Gradients[_layer].Row(first) + u, layer.RowStride, weights.From(u), u == 0 ? pass._zeros.Pointer : sum, u == 0 ? 0 : below.RowStride, sum, below.RowStride,
                        Math.Min(ForwardPass.RowBlock, pass._count - first), Math.Min(UnitBlock, layer.Units - u), worker);
                }
            }
        }
    }

    /// <summary>Blocks of rows that have come to a measured normalization, from there on.</summary>
    private sealed class BlockWork(BackwardPass pass) : IParallelWork
    {
        public void Run(int part, int worker)
        {
            int first = part * ForwardPass.RowBlock;
            pass.Run(first, Math.Min(ForwardPass.RowBlock, pass._count - first), worker);
        }
    }
}
