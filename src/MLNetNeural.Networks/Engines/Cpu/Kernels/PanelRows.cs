namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Rows of panels of <see cref="PanelKernel.Panel"/> columns each: side by side in one row-major matrix, or each panel a matrix by itself.</summary>
/// <param name="start">The first row of the first panel.</param>
/// <param name="row">Distance of two rows; 0 where all are the same.</param>
/// <param name="panel">Distance of two panels; 0 where all are the same.</param>
internal readonly unsafe struct PanelRows(float* start, nint row, nint panel)
{
    public readonly float* Start = start;
    public readonly nint Row = row;
    public readonly nint Panel = panel;
}
