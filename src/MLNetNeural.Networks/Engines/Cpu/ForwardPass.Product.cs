using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <content>The product of a layer.</content>
internal sealed unsafe partial class ForwardPass
{
    /// <summary>x·W for a block of rows and some inputs: from the bias on, or from 0 where that is in another part of the sum.</summary>
    private void Multiply(int l, int first, int rows, int start, int end, float* sums, int worker)
    {
        LayerWeights layer = _network.Layers[l];
        float* scratch = _scratch.Pointer + ((long)worker * RowBlock * ScratchStride); // more than InputPart
        if (l == 0 && _features is SparseFeatures sparse)
        {
            for (int r = 0; r < rows; r++)
            {
                var row = new Span<float>(sums + ((long)r * layer.Stride), layer.Stride);
                if (start == 0) new ReadOnlySpan<float>(layer.Bias.Pointer, layer.Stride).CopyTo(row);
                else row.Clear();
            }

            SparseProduct.Forward(sparse, _row + first, rows, layer, start, end, sums, InputDropout, first, scratch);
            return;
        }

        for (int i = start; i < end; i += GatherBlock)
        {
            int gathered = Math.Min(GatherBlock, end - i);
            float* x = scratch;
            int xStride = ScratchStride;
            if (l == 0)
            {
                bool* mirrored = _mirrored == null ? null : _mirrored + first;
                RowGatherer.Copy(_features, _row + first, mirrored, rows, i, gathered, x, xStride);
                InputDropout.Apply(x, xStride, first, rows, i, gathered);
                RowGatherer.Prefetch(_features, _row + first, mirrored, rows, i + GatherBlock, GatherBlock);
            }
            else
            {
                xStride = _network.Layers[l - 1].Stride;
                x = LayerOutput(l - 1) + ((long)first * xStride) + i;
            }

            for (int d = 0; d < gathered; d += InputBlock)
            {
                int depth = Math.Min(InputBlock, gathered - d);
                for (int p = 0, width = layer.PanelWidth; p < layer.Panels; p++)
                {
                    float* sum = sums + (p * width);
                    float* before = i + d > start ? sum : start == 0 ? layer.Bias.Pointer + (p * width) : _zeros.Pointer;
                    MatrixKernel.MultiplyAdd(
                        x + d, xStride, 1, layer.Panel(p, i + d), width, before, before == sum ? layer.Stride : 0, sum, layer.Stride, rows, width, depth);
                }
            }
        }
    }

    /// <summary>One part of a sum over the inputs, for a block of rows.</summary>
    private sealed class PartWork(ForwardPass pass) : IParallelWork
    {
        private int _layer;
        private int _parts;
        private int _first;
        private int _count;

        public void Set(int layer, int parts, int first, int count) => (_layer, _parts, _first, _count) = (layer, parts, first, count);

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int inputPart = part % _parts, block = part / _parts * RowBlock, start = inputPart * InputPart;
            float* sums = pass._partials.Pointer + ((((long)inputPart * _count) + block) * layer.Stride);
            pass.Multiply(_layer, _first + block, Math.Min(RowBlock, _count - block), start, Math.Min(start + InputPart, layer.Inputs), sums, worker);
        }
    }
}
