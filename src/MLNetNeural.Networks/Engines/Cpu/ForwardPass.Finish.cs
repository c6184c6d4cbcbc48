using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <content>What follows a layer's product.</content>
internal sealed unsafe partial class ForwardPass
{
    /// <summary>Normalization, activation and dropout of a layer for a block of rows, or what of it comes before or from a normalization on.</summary>
    private void Finish(int l, int first, int rows, LayerStage stage)
    {
        LayerWeights layer = _network.Layers[l];
        long offset = (long)first * layer.RowStride;
        var y = new Span<float>(_activations[l].Pointer + offset, rows * layer.RowStride);
        Normalizer? norm = _normalizers[l];
        if (stage != LayerStage.FromNorm && norm is null or { AfterActivation: true }) Activate(l, y, offset);
        if (stage == LayerStage.BeforeNorm) return;
        if (norm is not null)
        {
            if (_normalized[l] is { } normalized)
            {
                var copy = new Span<float>(normalized.Pointer + offset, y.Length); // the way back needs the activation's outputs
                y.CopyTo(copy);
                y = copy;
            }

            fixed (float* x = y) norm.Forward(x, first, rows);
            if (!norm.AfterActivation) Activate(l, y, offset);
        }

        if (_masks[l] is { } masks) Drop(l, first, rows, y, new Span<float>(masks.Pointer + offset, y.Length), offset);
    }

    private void Activate(int l, Span<float> y, long offset)
    {
        if (_inputs[l] is { } inputs) y.CopyTo(new Span<float>(inputs.Pointer + offset, y.Length));
        ActivationKernel.Forward(_network.Layers[l].Layer.Activation, y);
    }

    private void Drop(int l, int first, int rows, ReadOnlySpan<float> y, Span<float> mask, long offset)
    {
        LayerWeights layer = _network.Layers[l];
        var masked = new Span<float>(_masked[l]!.Pointer + offset, y.Length);
        if (_step is not { } step)
        {
            y.CopyTo(masked);
            return;
        }

        Philox stream = StepDraws.Dropout(step.Seed, step.Epoch, step.Batch, l);
        for (int r = 0; r < rows; r++) DropoutKernel.Mask(stream, first + r, layer.Layer.Dropout, _dropoutScales[l], mask.Slice(r * layer.RowStride, layer.Units));
        TensorPrimitives.Multiply(y, mask, masked);
    }

    /// <summary>A stretch of layers for a block of rows.</summary>
    private sealed class StretchWork(ForwardPass pass) : IParallelWork
    {
        private int _from;
        private LayerStage _entry;
        private int _to;
        private bool _measures;
        private int _parts;
        private int _first;
        private int _count;
        private IRowBlock? _then;

        /// <param name="from">The first layer.</param>
        /// <param name="entry">Where in that layer the stretch begins: at the product or at the normalization.</param>
        /// <param name="to">The last layer.</param>
        /// <param name="measures">Whether the stretch ends before its normalization.</param>
        /// <param name="parts">Number of the parts that the first layer's product has been made in; 0: it has not been made.</param>
        /// <param name="first">Position of the first row in the batch.</param>
        /// <param name="count">Number of rows.</param>
        /// <param name="then">What follows the stretch.</param>
        public void Set(int from, LayerStage entry, int to, bool measures, int parts, int first, int count, IRowBlock? then)
        {
            (_from, _entry, _to, _measures) = (from, entry, to, measures);
            (_parts, _first, _count, _then) = (parts, first, count, then);
        }

        public void Run(int part, int worker)
        {
            int block = part * RowBlock, first = _first + block, rows = Math.Min(RowBlock, _count - block);
            for (int l = _from; l <= _to; l++)
            {
                LayerWeights layer = pass._network.Layers[l];
                float* sums = pass._activations[l].Pointer + ((long)first * layer.RowStride);
                LayerStage stage = l == _from ? _entry : LayerStage.Whole;
                bool isMade = stage != LayerStage.Whole || (l == _from && _parts > 0);
                if (!isMade) pass.Multiply(l, first, rows, 0, layer.Inputs, sums, worker);
                else if (l == _from && _parts > 1) AddParts(block, new Span<float>(sums, rows * layer.RowStride), layer.RowStride);
                pass.Finish(l, first, rows, _measures && l == _to ? LayerStage.BeforeNorm : stage);
            }

            _then?.Run(first, rows, worker);
        }

        private void AddParts(int block, Span<float> y, int stride)
        {
            for (int p = 0; p < _parts; p++)
            {
                var sums = new ReadOnlySpan<float>(pass._partials.Pointer + ((((long)p * _count) + block) * stride), y.Length);
                if (p == 0) sums.CopyTo(y);
                else TensorPrimitives.Add(y, sums, y);
            }
        }
    }
}
