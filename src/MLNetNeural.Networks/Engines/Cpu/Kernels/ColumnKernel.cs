using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Sums over the rows of a matrix, column by column, in the order of the rows: the same bits on every processor.</summary>
internal static unsafe class ColumnKernel
{
    /// <summary>Columns of one call, where it does not say how many.</summary>
    public const int Columns = 16;

    private const int Half = Columns / 2;

    /// <summary>s[j] = Σᵢ x[i,j], in single precision.</summary>
    /// <param name="x">The first column.</param>
    /// <param name="stride">Distance of two rows.</param>
    /// <param name="columns">Number of columns; a multiple of 16.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="sums">Receives the sums.</param>
    public static void Sum(float* x, nint stride, int columns, int rows, float* sums)
    {
        // An addition waits for the one before it: four sums at a time keep the processor busy.
        int n = 0;
        for (; n <= columns - (4 * Columns); n += 4 * Columns) Sum4(x + n, stride, rows, sums + n);
        for (; n < columns; n += Columns)
        {
            Vector512<float> total = Vector512<float>.Zero;
            float* row = x + n;
            for (int r = 0; r < rows; r++, row += stride) total += Vector512.Load(row);
            total.Store(sums + n);
        }
    }

    /// <summary>s[j] = Σᵢ x[i,j], in double precision.</summary>
    /// <param name="x">The first of 16 columns.</param>
    /// <param name="stride">Distance of two rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="sums">Receives the 16 sums.</param>
    public static void Sum(float* x, nint stride, int rows, double* sums)
    {
        Vector512<double> low = Vector512<double>.Zero, high = low;
        for (int r = 0; r < rows; r++, x += stride)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.Load(x));
            low += a;
            high += b;
        }

        low.Store(sums);
        high.Store(sums + Half);
    }

    /// <summary>s[j] = Σᵢ (x[i,j] − m[j])², in double precision.</summary>
    public static void SumOfSquares(float* x, nint stride, int rows, double* means, double* sums)
    {
        Vector512<double> low = Vector512<double>.Zero, high = low;
        Vector512<double> meanLow = Vector512.Load(means), meanHigh = Vector512.Load(means + Half);
        for (int r = 0; r < rows; r++, x += stride)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.Load(x));
            a -= meanLow;
            b -= meanHigh;
            low = Vector512.FusedMultiplyAdd(a, a, low);
            high = Vector512.FusedMultiplyAdd(b, b, high);
        }

        low.Store(sums);
        high.Store(sums + Half);
    }

    /// <summary>s[j] = Σᵢ x[i,j]·y[i,j], in double precision.</summary>
    public static void SumOfProducts(float* x, float* y, nint stride, int rows, double* sums)
    {
        Vector512<double> low = Vector512<double>.Zero, high = low;
        for (int r = 0; r < rows; r++, x += stride, y += stride)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.Load(x));
            (Vector512<double> c, Vector512<double> d) = Vector512.Widen(Vector512.Load(y));
            low = Vector512.FusedMultiplyAdd(a, c, low);
            high = Vector512.FusedMultiplyAdd(b, d, high);
        }

        low.Store(sums);
        high.Store(sums + Half);
    }

    private static void Sum4(float* x, nint stride, int rows, float* sums)
    {
        Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a;
        for (int r = 0; r < rows; r++, x += stride)
        {
            a += Vector512.Load(x);
            b += Vector512.Load(x + Columns);
            c += Vector512.Load(x + (2 * Columns));
            d += Vector512.Load(x + (3 * Columns));
        }

        a.Store(sums);
        b.Store(sums + Columns);
        c.Store(sums + (2 * Columns));
        d.Store(sums + (3 * Columns));
    }
}
