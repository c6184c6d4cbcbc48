using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The gradient of a batch with respect to the outputs of one layer; the padding behind its units stays 0.</summary>
internal sealed unsafe class OutputGradient : IDisposable
{
    private readonly NativeBuffer<float> _rows;
    private readonly NativeBuffer<float>? _panels;
    private readonly int _maxRows;

    /// <summary>Room for so many rows.</summary>
    public OutputGradient(LayerWeights layer, int maxRows)
    {
        Layer = layer;
        _maxRows = maxRows;
        _rows = new NativeBuffer<float>((long)maxRows * layer.Stride);

        // Rows of a wide layer lie a multiple of a kilobyte apart, and would drive each other out of the cache: they are copied.
        if (layer.Panels > 2) _panels = new NativeBuffer<float>(_rows.Length);
    }

    public LayerWeights Layer { get; }

    /// <summary>Distance of two rows of a panel.</summary>
    public int PanelStride => _panels is null ? Layer.Stride : Layer.PanelWidth;

    /// <summary>The gradient of a row and those behind it, (rows, stride).</summary>
    public float* Row(int row) => _rows.Pointer + ((long)row * Layer.Stride);

    /// <summary>The flushed gradient of a row and those behind it for the units of a panel, (rows, panel width), <see cref="PanelStride"/> apart.</summary>
    public float* Panel(int panel, int row)
        => _panels is null ? Row(row) + (panel * Layer.PanelWidth) : _panels.Pointer + ((((long)panel * _maxRows) + row) * Layer.PanelWidth);

    /// <summary>Sets tiny numbers of some rows to 0 and gives them to <see cref="Panel"/>.</summary>
    public void Flush(int first, int rows)
    {
        TinyKernel.Flush(new Span<float>(Row(first), rows * Layer.Stride));
        if (_panels is null) return;
        for (int r = first; r < first + rows; r++)
        {
            var row = new ReadOnlySpan<float>(Row(r), Layer.Stride);
            for (int p = 0; p < Layer.Panels; p++) row.Slice(p * Layer.PanelWidth, Layer.PanelWidth).CopyTo(new Span<float>(Panel(p, r), Layer.PanelWidth));
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _panels?.Dispose();
    }
}
