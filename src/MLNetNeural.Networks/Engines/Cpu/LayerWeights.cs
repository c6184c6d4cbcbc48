using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// Weights and bias of one layer as the kernels want them: one row an input, its columns the units, padded with zeros
/// to a multiple of 16. Both passes over the weights then run straight through memory.
/// </summary>
internal sealed unsafe class LayerWeights : IDisposable
{
    /// <summary>Rows that are transposed at one time: more of them, often a power of two apart, would fall into the same cache sets.</summary>
    private const int TransposeRows = 32;

    public LayerWeights(int inputs, DenseLayer layer)
        : this(inputs, layer, new NativeBuffer<float>((long)inputs * PaddedUnits(layer)), new NativeBuffer<float>(PaddedUnits(layer)))
    {
    }

    private LayerWeights(int inputs, DenseLayer layer, NativeBuffer<float> weight, NativeBuffer<float> bias)
    {
        Inputs = inputs;
        Layer = layer;
        Stride = PaddedUnits(layer);
        Weight = weight;
        Bias = bias;
    }

    public int Inputs { get; }

    public DenseLayer Layer { get; }

    public int Units => Layer.Units;

    /// <summary>Distance of two rows of the weights, of activations and of gradients.</summary>
    public int Stride { get; }

    /// <summary>(inputs, stride).</summary>
    public NativeBuffer<float> Weight { get; }

    /// <summary>(stride); zeros when the layer has no bias.</summary>
    public NativeBuffer<float> Bias { get; }

    public LayerWeights Clone() => new(Inputs, Layer, Weight.Clone(), Bias.Clone());

    /// <summary>Copies units [first, first + count) out in PyTorch's order, (units, inputs).</summary>
    public void ReadWeight(int first, Span<float> destination)
    {
        int count = destination.Length / Inputs;
        for (int start = 0; start < Inputs; start += TransposeRows)
        {
            // A block of rows stays in the first-level cache while each unit picks its column out.
            int rows = Math.Min(TransposeRows, Inputs - start);
            for (int u = 0; u < count; u++)
            {
                float* column = Weight.Pointer + ((long)start * Stride) + first + u;
                Span<float> unit = destination.Slice((u * Inputs) + start, rows);
                for (int i = 0; i < unit.Length; i++) unit[i] = column[(long)i * Stride];
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
                float* column = Weight.Pointer + ((long)start * Stride) + first + u;
                ReadOnlySpan<float> unit = source.Slice((u * Inputs) + start, rows);
                for (int i = 0; i < unit.Length; i++) column[(long)i * Stride] = unit[i];
            }
        }
    }

    public void Dispose()
    {
        Weight.Dispose();
        Bias.Dispose();
    }

    private static int PaddedUnits(DenseLayer layer)
        => checked(layer.Units + MatrixKernel.ColumnMultiple - 1) / MatrixKernel.ColumnMultiple * MatrixKernel.ColumnMultiple;
}
