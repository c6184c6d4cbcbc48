using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Transposes a block of a matrix.</summary>
internal static unsafe class TransposeKernel
{
    private const int Small = 4;
    private const int Large = 16;

    /// <summary>T[n,m] ← A[m,n].</summary>
    /// <param name="a">A, row-major.</param>
    /// <param name="aStride">Distance of two rows of A.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A.</param>
    /// <param name="t">T, row-major; overwritten.</param>
    /// <param name="tStride">Distance of two rows of T.</param>
    public static void Transpose(float* a, nint aStride, int rows, int columns, float* t, nint tStride)
    {
        int largeRows = Avx512F.IsSupported ? rows / Large * Large : 0, largeColumns = columns / Large * Large;
        for (int n = 0; n < largeColumns; n += Large)
        {
            for (int m = 0; m < largeRows; m += Large) Transpose16x16(a + (m * aStride) + n, aStride, t + (n * tStride) + m, tStride);
        }

        TransposeSmall(a + largeColumns, aStride, largeRows, columns - largeColumns, t + (largeColumns * tStride), tStride);
        TransposeSmall(a + (largeRows * aStride), aStride, rows - largeRows, columns, t + largeRows, tStride);
    }

    /// <summary>The definition of <see cref="Transpose"/>.</summary>
    public static void TransposeScalar(float* a, nint aStride, int rows, int columns, float* t, nint tStride)
    {
        for (int n = 0; n < columns; n++)
        {
            for (int m = 0; m < rows; m++) t[(n * tStride) + m] = a[(m * aStride) + n];
        }
    }

    /// <summary>The same in blocks of 4×4.</summary>
    internal static void TransposeSmall(float* a, nint aStride, int rows, int columns, float* t, nint tStride)
    {
        int blockRows = Sse.IsSupported ? rows / Small * Small : 0, blockColumns = columns / Small * Small;
        for (int n = 0; n < blockColumns; n += Small)
        {
            for (int m = 0; m < blockRows; m += Small) Transpose4x4(a + (m * aStride) + n, aStride, t + (n * tStride) + m, tStride);
        }

        TransposeScalar(a + blockColumns, aStride, blockRows, columns - blockColumns, t + (blockColumns * tStride), tStride);
        TransposeScalar(a + (blockRows * aStride), aStride, rows - blockRows, columns, t + blockRows, tStride);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose16x16(float* a, nint aStride, float* t, nint tStride)
    {
        // Four rows at a time: vector j of them holds, for columns j, 4 + j, 8 + j and 12 + j, the four values of the column.
        Four(a, aStride, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        Four(a + (4 * aStride), aStride, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        Four(a + (8 * aStride), aStride, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3);
        Four(a + (12 * aStride), aStride, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3);
        Columns(a0, b0, c0, d0, t, tStride);
        Columns(a1, b1, c1, d1, t + tStride, tStride);
        Columns(a2, b2, c2, d2, t + (2 * tStride), tStride);
        Columns(a3, b3, c3, d3, t + (3 * tStride), tStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* a, nint aStride, out Vector512<float> v0, out Vector512<float> v1, out Vector512<float> v2, out Vector512<float> v3)
    {
        Vector512<float> r0 = Vector512.Load(a), r1 = Vector512.Load(a + aStride), r2 = Vector512.Load(a + (2 * aStride)), r3 = Vector512.Load(a + (3 * aStride));
        Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble(), low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        Vector512<double> high01 = Avx512F.UnpackHigh(r0, r1).AsDouble(), high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        v0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        v1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        v2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        v3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>Every fourth column: lane i of the four vectors makes row 4·i of T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* t, nint tStride)
    {
        const byte LowHalves = 0x44, HighHalves = 0xEE, EvenLanes = 0x88, OddLanes = 0xDD;
        Vector512<float> lowAB = Avx512F.Shuffle4x128(a, b, LowHalves), lowCD = Avx512F.Shuffle4x128(c, d, LowHalves);
        Vector512<float> highAB = Avx512F.Shuffle4x128(a, b, HighHalves), highCD = Avx512F.Shuffle4x128(c, d, HighHalves);
        Avx512F.Shuffle4x128(lowAB, lowCD, EvenLanes).Store(t);
        Avx512F.Shuffle4x128(lowAB, lowCD, OddLanes).Store(t + (4 * tStride));
        Avx512F.Shuffle4x128(highAB, highCD, EvenLanes).Store(t + (8 * tStride));
        Avx512F.Shuffle4x128(highAB, highCD, OddLanes).Store(t + (12 * tStride));
    }
}
