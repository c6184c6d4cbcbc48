using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Sums of the columns of a matrix: the gradient of a bias.</summary>
internal static unsafe class ColumnSumKernel
{
    /// <summary>sum[n] ← Σᵣ x[r,n], the rows in rising order, 16 columns at a time in registers.</summary>
    /// <param name="x">The matrix, row-major.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, and the distance of two rows; a multiple of 16.</param>
    /// <param name="sum">Receives a sum a column.</param>
    public static void Sum(float* x, int rows, int columns, float* sum)
    {
        Debug.Assert(columns % Vector512<float>.Count == 0);
        for (int n = 0; n < columns; n += Vector512<float>.Count)
        {
            Vector512<float> total = Vector512<float>.Zero;
            float* row = x + n;
            for (int r = 0; r < rows; r++, row += columns) total += Vector512.Load(row);
            total.Store(sum + n);
        }
    }
}
