using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// C ← S + A·B for a block of rows and a matrix B in panels: cut so that what a kernel works on stays in the first-level cache,
/// and without the zeros of A where it has many.
/// </summary>
internal sealed unsafe class PanelProduct : IDisposable
{
    /// <summary>Columns of A that are worked on at one time: a panel of their rows of B takes half of a first-level cache of 32 KiB.</summary>
    private const int DepthBlock = 128;

    /// <summary>Columns of A that are copied at one time; 64 rows of them fit the second-level cache.</summary>
    private const int CopyBlock = 256;

    /// <summary>Distance of two copied rows; not a power of two, so that rows do not share cache sets.</summary>
    private const int CopyStride = CopyBlock + 16;

    /// <summary>Rows a multiple of so many floats apart share their cache sets.</summary>
    public const int Collision = 256;

    /// <summary>Up to this share of values that are not 0, passing over the others pays; at a half, as behind a ReLU, dense products are 3 to 6 % faster.</summary>
    public const float FewNonZeros = .4f;

    /// <summary>Fewer rows than a tile of <see cref="MatrixKernel"/> has are faster one by one, four panels at a time.</summary>
    private const int FewRows = 8;

    private readonly NativeBuffer<float> _copies;

    /// <param name="workers">Number of workers.</param>
    public PanelProduct(int workers) => _copies = new NativeBuffer<float>((long)workers * ForwardPass.RowBlock * CopyStride, isZeroed: false);

    /// <summary>Multiplies.</summary>
    /// <param name="a">A, row-major; its rows can be read up to a multiple of 16.</param>
    /// <param name="aRow">Distance of two rows of A.</param>
    /// <param name="b">B: panels of its columns, each with one row a column of A.</param>
    /// <param name="s">What the sums begin with, its panels side by side.</param>
    /// <param name="sRow">Distance of two rows of it; 0 where all rows are the same.</param>
    /// <param name="c">C, row-major, its panels side by side; overwritten.</param>
    /// <param name="cRow">Distance of two rows of C.</param>
    /// <param name="rows">Rows of A and C, at most 64.</param>
    /// <param name="depth">Columns of A.</param>
    /// <param name="worker">Zero-based worker.</param>
    public void Run(float* a, nint aRow, in Panels b, float* s, nint sRow, float* c, nint cRow, int rows, int depth, int worker)
    {
        if (aRow % Collision != 0 || b.Count < SkipKernel.Panels || rows == 1)
        {
            RunInPlace(a, aRow, b, s, sRow, c, cRow, rows, depth);
            return;
        }

        float* copy = _copies.Pointer + ((long)worker * ForwardPass.RowBlock * CopyStride);
        for (int k = 0; k < depth; k += CopyBlock)
        {
            int length = Math.Min(CopyBlock, depth - k);
            for (int r = 0; r < rows; r++) new ReadOnlySpan<float>(a + (r * aRow) + k, length).CopyTo(new Span<float>(copy + (r * CopyStride), length));
            RunInPlace(copy, CopyStride, b.From(k), k == 0 ? s : c, k == 0 ? sRow : cRow, c, cRow, rows, length);
        }
    }

    /// <summary>The same where rows of A do not share their cache sets.</summary>
    public static void RunInPlace(float* a, nint aRow, in Panels b, float* s, nint sRow, float* c, nint cRow, int rows, int depth)
    {
        for (int k = 0; k < depth; k += DepthBlock)
        {
            int length = Math.Min(DepthBlock, depth - k), done = 0;
            if (b.Count >= SkipKernel.Panels && (rows < FewRows || SkipKernel.Density(a + k, aRow, rows, length) <= FewNonZeros))
            {
                done = b.Count / SkipKernel.Panels * SkipKernel.Panels;
                for (int p = 0; p < done; p += SkipKernel.Panels) Skip(a + k, aRow, b, p, k, s, sRow, c, cRow, rows, length, isFirst: k == 0);
            }

            if (PanelKernel.IsSupported && rows >= PanelKernel.TileRows && b.Width == PanelKernel.Panel && b.Stride == PanelKernel.Panel)
            {
                for (; done <= b.Count - PanelKernel.Panels; done += PanelKernel.Panels)
                {
                    float* sum = c + (done * b.Width);
                    var sums = new PanelRows(sum, cRow, b.Width);
                    PanelKernel.MultiplyAdd(
                        a + k, aRow, 1, b.At(done, k), b.Distance, k == 0 ? new PanelRows(s + (done * b.Width), sRow, b.Width) : sums, sums, rows, length, b.At(done, k + length));
                }
            }

            for (int p = done; p < b.Count; p++)
            {
                float* sum = c + (p * b.Width);
                float* next = b.Stride == b.Width ? b.At(p, k + length) : null;
                MatrixKernel.MultiplyAdd(a + k, aRow, 1, b.At(p, k), b.Stride, k == 0 ? s + (p * b.Width) : sum, k == 0 ? sRow : cRow, sum, cRow, rows, b.Width, length, next);
            }
        }
    }

    /// <summary>The same for one row: there is nothing to keep in the first-level cache, and B streams past.</summary>
    public static void RunRow(float* a, in Panels b, float* s, float* c, int depth)
    {
        int done = b.Width == SkipKernel.Panel ? b.Count / SkipKernel.Panels * SkipKernel.Panels : 0;
        for (int p = 0; p < done; p += SkipKernel.Panels)
        {
            SkipKernel.MultiplyAdd(a, 0, b.At(p, 0), b.Stride, b.Distance, s + (p * b.Width), 0, c + (p * b.Width), 0, rows: 1, depth);
        }

        for (int p = done; p < b.Count; p++) MatrixKernel.MultiplyAdd(a, 0, 1, b.At(p, 0), b.Stride, s + (p * b.Width), 0, c + (p * b.Width), 0, rows: 1, b.Width, depth);
    }

    /// <inheritdoc/>
    public void Dispose() => _copies.Dispose();

    private static void Skip(float* a, nint aRow, in Panels b, int p, int from, float* s, nint sRow, float* c, nint cRow, int rows, int depth, bool isFirst)
    {
        float* sum = c + (p * b.Width);
        for (int k = 0; k < depth; k += SkipKernel.MaxDepth)
        {
            bool begins = isFirst && k == 0;
            SkipKernel.MultiplyAdd(
                a + k, aRow, b.At(p, from + k), b.Stride, b.Distance, begins ? s + (p * b.Width) : sum, begins ? sRow : cRow, sum, cRow, rows, Math.Min(SkipKernel.MaxDepth, depth - k));
        }
    }

    /// <summary>A matrix in panels of columns.</summary>
    /// <param name="Start">The first row of the first panel.</param>
    /// <param name="Width">Columns of a panel.</param>
    /// <param name="Stride">Distance of two rows of a panel.</param>
    /// <param name="Distance">Distance of two panels.</param>
    /// <param name="Count">Number of panels.</param>
    public readonly record struct Panels(nint Start, int Width, nint Stride, nint Distance, int Count)
    {
        /// <summary>A panel from a row on.</summary>
        public float* At(int panel, int row) => (float*)Start + (panel * Distance) + (row * Stride);

        /// <summary>The same panels from a row on.</summary>
        public Panels From(int row) => this with { Start = (nint)At(0, row) };
    }
}
