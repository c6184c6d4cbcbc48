using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Weights and bias of one layer as the kernels want them: panels of 32 units (16 for a narrow layer), each with one row an
/// input, padded with zeros. Whatever part of a panel a kernel works on lies in one run of memory, so that no two rows of
/// it fall into the same cache set.
/// </summary>
internal sealed unsafe class LayerWeights : IDisposable
{
    private const int WidePanel = 32;

    /// <summary>Rows that are transposed at one time; of a panel they stay in the first-level cache.</summary>
    private const int TransposeRows = 64;

    public LayerWeights(int inputs, DenseLayer layer)
        : this(inputs, layer, new NativeBuffer<float>((long)inputs * PaddedUnits(layer)), new NativeBuffer<float>(PaddedUnits(layer)))
    {
    }

    private LayerWeights(int inputs, DenseLayer layer, NativeBuffer<float> weight, NativeBuffer<float> bias)
    {
        Inputs = inputs;
        Layer = layer;
        PanelWidth = WidthOfPanels(layer);
        Stride = PaddedUnits(layer);
        Weight = weight;
        Bias = bias;
    }

    public int Inputs { get; }

    public DenseLayer Layer { get; }

    public int Units => Layer.Units;

    /// <summary>Units of a panel.</summary>
    public int PanelWidth { get; }

    /// <summary>Number of panels.</summary>
    public int Panels => Stride / PanelWidth;

    /// <summary>Units with their padding: the distance of two rows of activations and of their gradients.</summary>
    public int Stride { get; }

    /// <summary>(panels, inputs, panel width).</summary>
    public NativeBuffer<float> Weight { get; private set; }

    /// <summary>(stride); zeros when the layer has no bias.</summary>
    public NativeBuffer<float> Bias { get; private set; }

    /// <summary>The weights of a panel from an input on, (inputs, panel width).</summary>
    public float* Panel(int panel, int firstInput) => Weight.Pointer + ((((long)panel * Inputs) + firstInput) * PanelWidth);

    /// <summary>Exchanges the numbers of two layers of one shape.</summary>
    public void Swap(LayerWeights other)
    {
        (Weight, other.Weight) = (other.Weight, Weight);
        (Bias, other.Bias) = (other.Bias, Bias);
    }

    public LayerWeights Clone() => new(Inputs, Layer, Weight.Clone(), Bias.Clone());

    /// <summary>Copies units [first, first + count) out in PyTorch's order, (units, inputs).</summary>
    public void ReadWeight(int first, Span<float> destination)
    {
        int count = destination.Length / Inputs;
        for (int start = 0; start < Inputs; start += TransposeRows)
        {
            int rows = Math.Min(TransposeRows, Inputs - start);
            for (int u = 0; u < count; u++)
            {
                float* column = Column(first + u, start);
                Span<float> unit = destination.Slice((u * Inputs) + start, rows);
                for (int i = 0, step = PanelWidth; i < unit.Length; i++, column += step) unit[i] = *column;
            }
        }
    }

    /// <summary>Copies units [first, first + count) in, given in PyTorch's order.</summary>
    public void WriteWeight(int first, ReadOnlySpan<float> source)
    {
        int count = source.Length / Inputs;
        for (int start = 0; start < Inputs; start += TransposeRows)
        {
            int rows = Math.Min(TransposeRows, Inputs - start);
            for (int u = 0; u < count; u++)
            {
                float* column = Column(first + u, start);
                ReadOnlySpan<float> unit = source.Slice((u * Inputs) + start, rows);
                for (int i = 0, step = PanelWidth; i < unit.Length; i++, column += step) *column = unit[i];
            }
        }
    }

    public void Dispose()
    {
        Weight.Dispose();
        Bias.Dispose();
    }

    private float* Column(int unit, int firstInput) => Panel(unit / PanelWidth, firstInput) + (unit % PanelWidth);

    private static int WidthOfPanels(DenseLayer layer) => layer.Units <= MatrixKernel.ColumnMultiple ? MatrixKernel.ColumnMultiple : WidePanel;

    private static int PaddedUnits(DenseLayer layer)
        => checked(layer.Units + WidthOfPanels(layer) - 1) / WidthOfPanels(layer) * WidthOfPanels(layer);
}
