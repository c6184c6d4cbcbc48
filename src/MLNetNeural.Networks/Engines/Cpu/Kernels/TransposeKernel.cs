using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Transposes a block of a matrix.</summary>
internal static unsafe class TransposeKernel
{
    private const int Block = 4;

    /// <summary>T[n,m] ← A[m,n].</summary>
    /// <param name="a">A, row-major.</param>
    /// <param name="aStride">Distance of two rows of A.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A.</param>
    /// <param name="t">T, row-major; overwritten.</param>
    /// <param name="tStride">Distance of two rows of T.</param>
    public static void Transpose(float* a, nint aStride, int rows, int columns, float* t, nint tStride)
    {
        int blockRows = Sse.IsSupported ? rows / Block * Block : 0, blockColumns = columns / Block * Block;
        for (int n = 0; n < blockColumns; n += Block)
        {
            for (int m = 0; m < blockRows; m += Block) Transpose4x4(a + (m * aStride) + n, aStride, t + (n * tStride) + m, tStride);
        }

        TransposeScalar(a + blockColumns, aStride, blockRows, columns - blockColumns, t + (blockColumns * tStride), tStride);
        TransposeScalar(a + (blockRows * aStride), aStride, rows - blockRows, columns, t + blockRows, tStride);
    }

    /// <summary>The definition of <see cref="Transpose"/>.</summary>
    public static void TransposeScalar(float* a, nint aStride, int rows, int columns, float* t, nint tStride)
    {
        for (int n = 0; n < columns; n++)
        {
            for (int m = 0; m < rows; m++) t[(n * tStride) + m] = a[(m * aStride) + n];
        }
    }

    private static void Transpose4x4(float* a, nint aStride, float* t, nint tStride)
    {
        Vector128<float> r0 = Vector128.Load(a), r1 = Vector128.Load(a + aStride), r2 = Vector128.Load(a + (2 * aStride)), r3 = Vector128.Load(a + (3 * aStride));
        Vector128<float> low01 = Sse.UnpackLow(r0, r1), low23 = Sse.UnpackLow(r2, r3), high01 = Sse.UnpackHigh(r0, r1), high23 = Sse.UnpackHigh(r2, r3);
        Sse.MoveLowToHigh(low01, low23).Store(t);
        Sse.MoveHighToLow(low23, low01).Store(t + tStride);
        Sse.MoveLowToHigh(high01, high23).Store(t + (2 * tStride));
        Sse.MoveHighToLow(high23, high01).Store(t + (3 * tStride));
    }
}
