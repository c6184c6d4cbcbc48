using MLNetNeural.Networks.Engines.Batches;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <content>The product of a layer.</content>
internal sealed unsafe partial class ForwardPass
{
    /// <summary>Fewer products than this are made by one thread sooner than a second one has begun.</summary>
    private const long FewProducts = 1 << 21;

    /// <summary>Weights that no second-level cache holds.</summary>
    private const long ManyWeights = 1 << 20;

    /// <summary>Least and most panels of one part of a wide layer's product: each part reads all that it multiplies, so few are better, but workers share them.</summary>
    private const int LeastPanels = 8, MostPanels = 16;

    /// <summary>
    /// Whether a layer's product is made for all rows before any of them goes on, panel by panel: its weights would have to be read anew
    /// for each block of rows, or in training there are fewer blocks than workers (blocks are scored beside one another as it is).
    /// The sums are the same either way.
    /// </summary>
    /// <param name="panels">Number of panels.</param>
    /// <param name="weights">Number of weights.</param>
    /// <param name="rows">Number of rows.</param>
    public bool IsWide(int panels, long weights, int rows)
        => panels > LeastPanels && rows * weights >= FewProducts && (weights >= ManyWeights || (_isForTraining && Blocks(rows) < _network.Pool.Workers));

    /// <summary>Panels of one part of the product of a wide layer with so many.</summary>
    public static int PartPanels(int panels) => Math.Clamp(panels / 4, LeastPanels, MostPanels);

    /// <summary>sums ← s + x·W for a block of rows, some inputs and some panels.</summary>
    private void Multiply(int l, int first, int rows, int start, int end, int firstPanel, int panels, float* s, nint sRow, float* sums, int worker)
    {
        LayerWeights layer = _network.Layers[l];
        PanelProduct.Panels weights = layer.Matrix(firstPanel, panels);
        if (l > 0)
        {
            int below = _network.Layers[l - 1].RowStride;
            _product.Run(LayerOutput(l - 1) + ((long)first * below) + start, below, weights.From(start), s, sRow, sums, layer.RowStride, rows, end - start, worker);
            return;
        }

        float* run = FeatureRun(first, rows);
        if (run != null)
        {
            _product.Run(run + start, _features.Columns, weights.From(start), s, sRow, sums, layer.RowStride, rows, end - start, worker);
            return;
        }

        float* x = _scratch.Pointer + ((long)worker * RowBlock * ScratchStride);
        bool* mirrored = _mirrored == null ? null : _mirrored + first;
        for (int i = start; i < end; i += GatherBlock)
        {
            int gathered = Math.Min(GatherBlock, end - i);
            RowGatherer.Copy(_features, _row + first, mirrored, rows, i, gathered, x, ScratchStride);
            InputDropout.Apply(x, ScratchStride, first, rows, i, gathered);
            RowGatherer.Prefetch(_features, _row + first, mirrored, rows, i + GatherBlock, GatherBlock);
            PanelProduct.RunInPlace(x, ScratchStride, weights.From(i), i == start ? s : sums, i == start ? sRow : layer.RowStride, sums, layer.RowStride, rows, gathered);
        }
    }

    /// <summary>
    /// The features of some rows where the kernels can read them as they lie: floats, in order, as they are. They read a row up to a
    /// multiple of 16, and behind the last row there may be nothing. Null where features have to be gathered.
    /// </summary>
    private float* FeatureRun(int first, int rows)
        => _features is SingleFeatures singles && _mirrored == null && !InputDropout.IsOn && singles.Columns % SkipKernel.DepthMultiple == 0
            ? singles.Run(_row + first, rows)
            : null;

    /// <summary>The same for all panels of the layer: from the bias on, or from 0 where that is in another part of the sum.</summary>
    private void Multiply(int l, int first, int rows, int start, int end, float* sums, int worker)
    {
        LayerWeights layer = _network.Layers[l];
        if (l == 0 && _features is SparseFeatures sparse) MultiplySparse(sparse, first, rows, start, end, sums, worker);
        else if (start == 0) Multiply(l, first, rows, start, end, 0, layer.Panels, layer.Bias.Pointer, 0, sums, worker);
        else Multiply(l, first, rows, start, end, 0, layer.Panels, _zeros.Pointer, 0, sums, worker);
    }

    private void MultiplySparse(SparseFeatures features, int first, int rows, int start, int end, float* sums, int worker)
    {
        LayerWeights layer = _network.Layers[0];
        for (int r = 0; r < rows; r++)
        {
            var row = new Span<float>(sums + ((long)r * layer.RowStride), layer.Stride);
            if (start == 0) new ReadOnlySpan<float>(layer.Bias.Pointer, layer.Stride).CopyTo(row);
            else row.Clear();
        }

        float* scratch = _scratch.Pointer + ((long)worker * RowBlock * ScratchStride); // more than InputPart
        SparseProduct.Forward(features, _row + first, rows, layer, start, end, sums, InputDropout, first, scratch);
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
            float* sums = pass._partials.Pointer + ((((long)inputPart * _count) + block) * layer.RowStride);
            pass.Multiply(_layer, _first + block, Math.Min(RowBlock, _count - block), start, Math.Min(start + InputPart, layer.Inputs), sums, worker);
        }
    }

    /// <summary>Some panels of a wide layer, for all rows: their weights are read once.</summary>
    private sealed class WideWork(ForwardPass pass) : IParallelWork
    {
        private int _layer;
        private int _partPanels;

        public int Set(int layer)
        {
            _layer = layer;
            int panels = pass._network.Layers[layer].Panels;
            _partPanels = PartPanels(panels);
            return (panels + _partPanels - 1) / _partPanels;
        }

        public void Run(int part, int worker)
        {
            LayerWeights layer = pass._network.Layers[_layer];
            int panel = part * _partPanels, panels = Math.Min(_partPanels, layer.Panels - panel), column = panel * layer.PanelWidth;
            for (int i = 0; i < layer.Inputs; i += GatherBlock)
            {
                for (int first = 0; first < pass._rows; first += RowBlock)
                {
                    float* sums = pass._activations[_layer].Pointer + ((long)first * layer.RowStride) + column;
                    pass.Multiply(
                        _layer, first, Math.Min(RowBlock, pass._rows - first), i, Math.Min(i + GatherBlock, layer.Inputs), panel, panels,
                        i == 0 ? layer.Bias.Pointer + column : sums, i == 0 ? 0 : layer.RowStride, sums, worker);
                }
            }
        }
    }
}
