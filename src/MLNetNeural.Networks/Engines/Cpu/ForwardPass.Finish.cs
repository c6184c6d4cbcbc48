using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <content>What follows a layer's product.</content>
internal sealed unsafe partial class ForwardPass
{
    /// <summary>Adds the parts of a sum up, then normalisation, activation and dropout, for a block of rows.</summary>
    private sealed class FinishWork(ForwardPass pass) : IParallelWork
    {
        private int _layer;
        private int _first;
        private int _count;
        private (int Seed, int Epoch, int Batch)? _step;
        private LayerStage _stage;

        public void Set(int layer, int first, int count, (int Seed, int Epoch, int Batch)? step, LayerStage stage)
        {
            _layer = layer;
            _first = first;
            _count = count;
            _step = step;
            _stage = stage;
        }

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int start = part * RowBlock, rows = Math.Min(RowBlock, _count - start);
            long offset = (long)(_first + start) * layer.Stride;
            var y = new Span<float>(pass._activations[_layer].Pointer + offset, rows * layer.Stride);
            Normalizer? norm = pass._normalizers[_layer];
            if (_stage != LayerStage.FromNorm)
            {
                AddParts(layer, start, y);
                if (norm is null or { AfterActivation: true }) Activate(layer, y, offset);
            }

            if (_stage == LayerStage.BeforeNorm) return;
            if (norm is not null)
            {
                if (pass._normalized[_layer] is { } normalized)
                {
                    var copy = new Span<float>(normalized.Pointer + offset, y.Length); // the way back needs the activation's outputs
                    y.CopyTo(copy);
                    y = copy;
                }

                fixed (float* x = y) norm.Forward(x, _first + start, rows);
                if (!norm.AfterActivation) Activate(layer, y, offset);
            }

            if (pass._masks[_layer] is { } masks) Drop(layer, start, rows, y, new Span<float>(masks.Pointer + offset, y.Length), offset);
        }

        private void AddParts(LayerWeights layer, int start, Span<float> y)
        {
            int parts = Parts(layer.Inputs);
            for (int p = 0; parts > 1 && p < parts; p++)
            {
                var sums = new ReadOnlySpan<float>(pass._partials.Pointer + ((((long)p * _count) + start) * layer.Stride), y.Length);
                if (p == 0) sums.CopyTo(y);
                else TensorPrimitives.Add(y, sums, y);
            }
        }

        private void Activate(LayerWeights layer, Span<float> y, long offset)
        {
            if (pass._inputs[_layer] is { } inputs) y.CopyTo(new Span<float>(inputs.Pointer + offset, y.Length));
            ActivationKernel.Forward(layer.Layer.Activation, y);
        }

        private void Drop(LayerWeights layer, int start, int rows, ReadOnlySpan<float> y, Span<float> mask, long offset)
        {
            var masked = new Span<float>(pass._masked[_layer]!.Pointer + offset, y.Length);
            if (_step is not { } step)
            {
                y.CopyTo(masked);
                return;
            }

            var stream = new Philox(step.Seed, RandomUse.Dropout, step.Epoch, (step.Batch << 8) + _layer);
            for (int r = 0; r < rows; r++)
            {
                DropoutKernel.Mask(stream, _first + start + r, layer.Layer.Dropout, pass._dropoutScales[_layer], mask.Slice(r * layer.Stride, layer.Units));
            }

            TensorPrimitives.Multiply(y, mask, masked);
        }
    }
}
