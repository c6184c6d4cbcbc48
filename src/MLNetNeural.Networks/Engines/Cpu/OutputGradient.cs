using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The gradient of a batch with respect to the outputs of one layer; the padding behind its units stays 0.</summary>
internal sealed unsafe class OutputGradient : IDisposable
{
    private readonly NativeBuffer<float> _rows;
    private readonly NativeBuffer<float>? _panels;
    private readonly NativeBuffer<float>? _units;
    private readonly bool[] _isSparse;
    private readonly int _maxRows;
    private readonly int _blocks;

    /// <summary>Room for so many rows.</summary>
    public OutputGradient(LayerWeights layer, int maxRows)
    {
        Layer = layer;
        _maxRows = maxRows;
        _blocks = (maxRows + ForwardPass.RowBlock - 1) / ForwardPass.RowBlock;
        _rows = new NativeBuffer<float>((long)maxRows * layer.RowStride);
        _isSparse = new bool[_blocks * (layer.Panels / SkipKernel.Panels)];

        // The gradient of the weights works panel by panel: copied, the rows of a panel follow each other.
        if (layer.Panels > 2) _panels = new NativeBuffer<float>((long)maxRows * layer.Stride);
        if (_isSparse.Length == 0) return;
        UnitStride = ((maxRows + SkipKernel.MaxDepth - 1) / SkipKernel.MaxDepth * SkipKernel.MaxDepth) + SkipKernel.DepthMultiple;
        _units = new NativeBuffer<float>((long)layer.Stride * UnitStride);
    }

    public LayerWeights Layer { get; }

    /// <summary>Distance of two rows of a panel.</summary>
    public int PanelStride => _panels is null ? Layer.RowStride : Layer.PanelWidth;

    /// <summary>Distance of two panels.</summary>
    public nint PanelDistance => _panels is null ? Layer.PanelWidth : (nint)_maxRows * Layer.PanelWidth;

    /// <summary>Distance of two units; not a power of two, so that units do not share cache sets.</summary>
    public int UnitStride { get; }

    /// <summary>The gradient of a row and those behind it, (rows, row stride).</summary>
    public float* Row(int row) => _rows.Pointer + ((long)row * Layer.RowStride);

    /// <summary>The flushed gradient of a row and those behind it for the units of a panel, (rows, panel width), <see cref="PanelStride"/> apart.</summary>
    public float* Panel(int panel, int row)
        => _panels is null ? Row(row) + (panel * Layer.PanelWidth) : _panels.Pointer + ((((long)panel * _maxRows) + row) * Layer.PanelWidth);

    /// <summary>The flushed gradient for a unit and those behind it from a row on, (units, rows), <see cref="UnitStride"/> apart; where <see cref="IsSparse"/>.</summary>
    public float* Unit(int unit, int row) => _units!.Pointer + ((long)unit * UnitStride) + row;

    /// <summary>Whether the gradient for four panels has many zeros, and lies unit by unit.</summary>
    /// <param name="firstPanel">The first panel; a multiple of 4.</param>
    /// <param name="rows">Number of rows of the batch.</param>
    public bool IsSparse(int firstPanel, int rows)
    {
        int group = firstPanel / SkipKernel.Panels;
        if (group >= Layer.Panels / SkipKernel.Panels) return false;
        for (int block = 0; block * ForwardPass.RowBlock < rows; block++)
        {
            if (!_isSparse[(group * _blocks) + block]) return false;
        }

        return true;
    }

    /// <summary>Sets tiny numbers of a block of rows to 0, and gives them to <see cref="Panel"/> and <see cref="Unit"/>.</summary>
    public void Flush(int first, int rows)
    {
        TinyKernel.Flush(new Span<float>(Row(first), rows * Layer.RowStride));
        if (_panels is null) return;
        for (int r = first; r < first + rows; r++)
        {
            var row = new ReadOnlySpan<float>(Row(r), Layer.Stride);
            for (int p = 0; p < Layer.Panels; p++) row.Slice(p * Layer.PanelWidth, Layer.PanelWidth).CopyTo(new Span<float>(Panel(p, r), Layer.PanelWidth));
        }

        const int Units = SkipKernel.Panels * SkipKernel.Panel;
        for (int group = 0; group < Layer.Panels / SkipKernel.Panels; group++)
        {
            float* start = Row(first) + (group * Units);
            bool isSparse = SkipKernel.Density(start, Layer.RowStride, rows, Units) <= PanelProduct.FewNonZeros;
            _isSparse[(group * _blocks) + (first / ForwardPass.RowBlock)] = isSparse;
            if (isSparse) TransposeKernel.Transpose(start, Layer.RowStride, rows, Units, Unit(group * Units, first), UnitStride);
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _panels?.Dispose();
        _units?.Dispose();
    }
}
