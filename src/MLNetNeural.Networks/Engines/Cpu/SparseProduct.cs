using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The products of the first layer with sparse features, both ways: the sums of the dense products in the same order, without their zeros.</summary>
internal static unsafe class SparseProduct
{
    /// <summary>sums ← sums + x·W over some inputs.</summary>
    /// <param name="features">The store.</param>
    /// <param name="rows">Rows of the store.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="layer">The first layer.</param>
    /// <param name="start">First input.</param>
    /// <param name="end">End of the inputs.</param>
    /// <param name="sums">(count, row stride). Overwritten.</param>
    /// <param name="dropout">The dropout of the features.</param>
    /// <param name="firstRow">Position of the first row in the batch.</param>
    /// <param name="scratch">Room for a value of each input.</param>
    public static void Forward(
        SparseFeatures features, int* rows, int count, LayerWeights layer, int start, int end, float* sums, InputDropout dropout, int firstRow, float* scratch)
    {
        for (int r = 0; r < count; r++, sums += layer.RowStride)
        {
            ReadOnlySpan<int> columns = Between(features, rows[r], start, end, out ReadOnlySpan<float> values);
            fixed (int* column = columns)
            fixed (float* value = values)
            {
                float* x = dropout.IsOn ? scratch : value;
                for (int i = 0; dropout.IsOn && i < columns.Length; i++) x[i] = value[i] * dropout.Factor(firstRow + r, column[i]);
                for (int p = 0; p < layer.Panels; p++)
                {
                    SparseKernel.MultiplyAdd(column, x, columns.Length, layer.Panel(p, start), start, sums + (p * layer.PanelWidth), layer.PanelWidth);
                }
            }
        }
    }

    /// <summary>gradient ← gradient + xᵀ·∂L/∂z for some inputs.</summary>
    /// <param name="features">The store.</param>
    /// <param name="rows">Rows of the store.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="part">The part of the first layer's weights.</param>
    /// <param name="dz">∂L/∂z.</param>
    /// <param name="gradient">(panels, inputs, panel width). Overwritten.</param>
    /// <param name="dropout">The dropout of the features.</param>
    /// <param name="touched">
    /// Receives for each input whether there is a value of it; rows of the gradient are cleared when they are touched first, and those of
    /// other inputs are left. Empty: all rows of the gradient have been cleared.
    /// </param>
    public static void Gradient(
        SparseFeatures features, int* rows, int count, in WeightPart part, OutputGradient dz, float* gradient, InputDropout dropout, Span<bool> touched)
    {
        int width = dz.Layer.PanelWidth, start = part.FirstInput, inputs = part.Inputs;
        for (int r = 0; r < count; r++)
        {
            ReadOnlySpan<int> columns = Between(features, rows[r], start, start + inputs, out ReadOnlySpan<float> values);
            for (int i = 0; i < columns.Length; i++)
            {
                int input = columns[i] - start;
                float x = values[i] * dropout.Factor(r, columns[i]);
                bool isFirst = !touched.IsEmpty && !touched[input];
                for (int p = 0; p < part.Panels; p++)
                {
                    float* sum = gradient + (((p * inputs) + input) * width);
                    if (isFirst) new Span<float>(sum, width).Clear();
                    SparseKernel.AddScaled(x, dz.Row(r) + ((part.FirstPanel + p) * width), sum, width);
                }

                if (isFirst) touched[input] = true;
            }
        }
    }

    /// <summary>The columns and values of a row from one column to before another.</summary>
    private static ReadOnlySpan<int> Between(SparseFeatures features, int row, int start, int end, out ReadOnlySpan<float> values)
    {
        ReadOnlySpan<int> columns = features.ColumnsOf(row);
        int first = FirstFrom(columns, start), last = FirstFrom(columns, end);
        values = features.ValuesOf(row)[first..last];
        return columns[first..last];
    }

    private static int FirstFrom(ReadOnlySpan<int> columns, int column)
    {
        int index = columns.BinarySearch(column);
        return index >= 0 ? index : ~index;
    }
}
