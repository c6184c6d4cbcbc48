using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
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
    /// <summary>Units of a layer that are multiplied at one time: a panel of their transposed weights takes half of a first-level cache.</summary>
    private const int UnitBlock = 128;

    private readonly CpuNetwork _network;
    private readonly ForwardPass _forward;
    private readonly ParameterUpdate _update;
    private readonly NativeBuffer<float> _zeros = new(LayerWeights.WidePanel);
    private readonly TransposedWeights _transposed;
    private readonly WeightGradient _weights;
    private readonly BlockWork _blockWork;
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
        _blockWork = new BlockWork(this);
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

    /// <summary>Takes a block of rows, whose output gradients are there, down to where the batch has to be measured, or to the first layer.</summary>
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
            if (l > 0) MultiplyByWeights(l, first, rows);
        }
    }

    /// <summary>Ends a batch: takes its rows through the layers that are left, and hands the gradient of all parameters to the update.</summary>
    public void End()
    {
        while ((_from = NextNorm(_fromNorm ? _from - 1 : _from)) >= 0)
        {
            Normalizer norm = _forward.Normalizer(_from)!;
            norm.Reduce(Gradients[_from].Row(0), _count, _network.Pool);
            _fromNorm = true;
            _network.Pool.Run(_blockWork, (_count + ForwardPass.RowBlock - 1) / ForwardPass.RowBlock);
            if (!norm.IsAffine) continue;
            _update.TakeVector(_from, UnitVector.NormWeight, norm.WeightGradient); // after their values have been used
            _update.TakeVector(_from, UnitVector.NormBias, norm.BiasGradient);
        }

        _weights.End();
    }

    public void Dispose()
    {
        foreach (OutputGradient gradient in Gradients) gradient.Dispose();
        _zeros.Dispose();
        _transposed.Dispose();
        _weights.Dispose();
    }

    /// <summary>The last normalised layer up to one; −1 for none.</summary>
    private int NextNorm(int layer)
    {
        while (layer >= 0 && _forward.Normalizer(layer) is null) layer--;
        return layer;
    }

    private void Multiply(float* gradient, float* mask, int l, int first, int rows)
    {
        if (mask == null) return;
        int stride = _network.Layers[l].Stride;
        var values = new Span<float>(gradient, rows * stride);
        TensorPrimitives.Multiply(values, new ReadOnlySpan<float>(mask + ((long)first * stride), values.Length), values);
    }

    private void Activate(int l, int first, int rows)
    {
        LayerWeights layer = _network.Layers[l];
        int length = rows * layer.Stride;
        ActivationKernel.Backward(
            layer.Layer.Activation,
            new ReadOnlySpan<float>(_forward.Kept(l) + ((long)first * layer.Stride), length),
            new Span<float>(Gradients[l].Row(first), length));
    }

    /// <summary>∂L/∂x = ∂L/∂z · Wᵀ.</summary>
    private void MultiplyByWeights(int l, int first, int rows)
    {
        LayerWeights layer = _network.Layers[l], below = _network.Layers[l - 1];
        float* dz = Gradients[l].Row(first), dx = Gradients[l - 1].Row(first);
        for (int u = 0; u < layer.Units; u += UnitBlock)
        {
            int depth = Math.Min(UnitBlock, layer.Units - u);
            for (int p = 0, width = below.PanelWidth; p < below.Panels; p++)
            {
                float* sum = dx + (p * width);
                MatrixKernel.MultiplyAdd(
                    dz + u, layer.Stride, 1, _transposed.Panel(l, p, u), width, u == 0 ? _zeros.Pointer : sum, u == 0 ? 0 : below.Stride, sum, below.Stride, rows, width, depth);
            }
        }
    }

    /// <summary>Blocks of rows that have come to a measured normalisation, from there on.</summary>
    private sealed class BlockWork(BackwardPass pass) : IParallelWork
    {
        public void Run(int part, int worker)
        {
            int first = part * ForwardPass.RowBlock;
            pass.Run(first, Math.Min(ForwardPass.RowBlock, pass._count - first), worker);
        }
    }
}
