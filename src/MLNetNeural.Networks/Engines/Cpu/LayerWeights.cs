using System.Runtime.InteropServices;
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
    public const int WidePanel = 32;

    /// <summary>Rows that are transposed at one time; of a panel they stay in the first-level cache.</summary>
    private const int TransposeRows = 64;

    /// <summary>Floats of gradient made at one time; they stay in the second-level cache until the step has used them.</summary>
    private const int GradientFloats = 32768;

    /// <summary>Most rows of weights of a part.</summary>
    private const int MostPartRows = 256;

    /// <summary>Parts of the gradient of a small layer, so that threads share it.</summary>
    private const int LeastParts = 4;

    private readonly NativeBuffer<float>?[] _vectors;

    public LayerWeights(int inputs, DenseLayer layer)
        : this(inputs, layer, new NativeBuffer<float>((long)inputs * PaddedUnits(layer)), NewVectors(layer))
    {
    }

    private LayerWeights(int inputs, DenseLayer layer, NativeBuffer<float> weight, NativeBuffer<float>?[] vectors)
    {
        Inputs = inputs;
        Layer = layer;
        PanelWidth = WidthOfPanels(layer);
        Stride = PaddedUnits(layer);
        RowStride = Stride % PanelProduct.Collision == 0 ? Stride + MatrixKernel.ColumnMultiple : Stride;
        PartPanels = Math.Min(Panels, SkipKernel.Panels);
        PartRows = Math.Clamp(Math.Min(GradientFloats / (PartPanels * PanelWidth), inputs / LeastParts) / 8 * 8, 8, MostPartRows);
        Weight = weight;
        _vectors = vectors;
        Vectors = VectorsOf(layer);
    }

    public int Inputs { get; }

    public DenseLayer Layer { get; }

    public int Units => Layer.Units;

    /// <summary>Units of a panel.</summary>
    public int PanelWidth { get; }

    /// <summary>Number of panels.</summary>
    public int Panels => Stride / PanelWidth;

    /// <summary>Units with their padding.</summary>
    public int Stride { get; }

    /// <summary>The distance of two rows of activations and of their gradients: the units with their padding, and a cache line more where rows would share their cache sets.</summary>
    public int RowStride { get; }

    /// <summary>(panels, inputs, panel width).</summary>
    public NativeBuffer<float> Weight { get; }

    /// <summary>All that the layer holds.</summary>
    public IEnumerable<NativeBuffer<float>> Buffers => _vectors.OfType<NativeBuffer<float>>().Prepend(Weight);

    /// <summary>The vectors that are trained.</summary>
    public UnitVector[] Vectors { get; }

    /// <summary>(stride); zeros when the layer has no bias.</summary>
    public NativeBuffer<float> Bias => this[UnitVector.Bias];

    /// <summary>Rows of weights whose gradient is made at one time; a multiple of the matrix kernel's 8 rows.</summary>
    public int PartRows { get; }

    /// <summary>Panels of weights whose gradient is made at one time.</summary>
    public int PartPanels { get; }

    /// <summary>Most weights of a part.</summary>
    public int PartSize => PartRows * PartPanels * PanelWidth;

    /// <summary>Number of parts of so many rows and panels.</summary>
    public int Parts => RowParts * ((Panels + PartPanels - 1) / PartPanels);

    /// <summary>A vector, (stride), the padding 0; it is one of <see cref="Vectors"/>, or the bias.</summary>
    public NativeBuffer<float> this[UnitVector vector]
        => _vectors[(int)vector] ?? throw new InvalidOperationException($"The layer has no {vector}.");

    /// <summary>The weights of a panel from an input on, (inputs, panel width).</summary>
    public float* Panel(int panel, int firstInput) => Weight.Pointer + ((((long)panel * Inputs) + firstInput) * PanelWidth);

    /// <summary>Some of its panels as a matrix, (inputs, units).</summary>
    public PanelProduct.Panels Matrix(int firstPanel, int panels) => new((nint)Panel(firstPanel, 0), PanelWidth, PanelWidth, (nint)Inputs * PanelWidth, panels);

    /// <summary>One of the parts: those of the same rows follow each other, so that these inputs are still in the cache.</summary>
    public WeightPart Part(int part)
    {
        int panelParts = Parts / RowParts, input = part / panelParts * PartRows, panel = part % panelParts * PartPanels;
        return new WeightPart(part, input, Math.Min(PartRows, Inputs - input), panel, Math.Min(PartPanels, Panels - panel));
    }

    /// <summary>Number of weights of a part.</summary>
    public int SizeOf(in WeightPart part) => part.Inputs * part.Panels * PanelWidth;

    public LayerWeights Clone() => new(Inputs, Layer, Weight.Clone(), [.. _vectors.Select(vector => vector?.Clone())]);

    /// <summary>Sets all values, the padding too.</summary>
    public void Fill(float value)
    {
        if (value == 0) return; // new memory is 0
        foreach (NativeBuffer<float> buffer in Buffers)
        {
            for (long i = 0; i < buffer.Length; i++) buffer.Pointer[i] = value;
        }
    }

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

    /// <summary>Sets all values to 0.</summary>
    public void Clear()
    {
        foreach (NativeBuffer<float> buffer in Buffers) NativeMemory.Clear(buffer.Pointer, (nuint)buffer.Length * sizeof(float));
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float> buffer in Buffers) buffer.Dispose();
    }

    private int RowParts => (Inputs + PartRows - 1) / PartRows;

    private float* Column(int unit, int firstInput) => Panel(unit / PanelWidth, firstInput) + (unit % PanelWidth);

    private static UnitVector[] VectorsOf(DenseLayer layer)
    {
        UnitVector[] bias = layer.UseBias ? [UnitVector.Bias] : [];
        return layer.Normalization is { Kind: not NormalizationKind.None, IsAffine: true } ? [.. bias, UnitVector.NormWeight, UnitVector.NormBias] : bias;
    }

    private static NativeBuffer<float>?[] NewVectors(DenseLayer layer)
    {
        var vectors = new NativeBuffer<float>?[Enum.GetValues<UnitVector>().Length];
        foreach (UnitVector vector in VectorsOf(layer).Append(UnitVector.Bias).Distinct()) vectors[(int)vector] = new NativeBuffer<float>(PaddedUnits(layer));
        return vectors;
    }

    private static int WidthOfPanels(DenseLayer layer) => layer.Units <= MatrixKernel.ColumnMultiple ? MatrixKernel.ColumnMultiple : WidePanel;

    /// <summary>Units of a layer with their padding.</summary>
    public static int PaddedUnits(DenseLayer layer)
        => checked(layer.Units + WidthOfPanels(layer) - 1) / WidthOfPanels(layer) * WidthOfPanels(layer);
}
