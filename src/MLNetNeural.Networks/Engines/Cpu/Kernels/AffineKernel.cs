using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Bytes to floats: y = x · scale + offset with one rounding, forwards or mirrored.</summary>
internal static unsafe class AffineKernel
{
    private const int Lanes = 16;

    /// <summary>y[i] ← x[i]·scale + offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert(byte* x, float* y, int n, float scale, float offset)
    {
        int i = 0;
        if (Simd.Has512)
        {
            Vector512<float> s = Vector512.Create(scale), o = Vector512.Create(offset);
            for (; i <= n - Lanes; i += Lanes) Vector512.FusedMultiplyAdd(Widen512(Vector128.Load(x + i)), s, o).Store(y + i);
        }
        else if (Simd.Has128)
        {
            Vector128<float> s = Vector128.Create(scale), o = Vector128.Create(offset);
            for (; i <= n - Lanes; i += Lanes) Store128(Vector128.Load(x + i), y + i, s, o);
        }

        ConvertScalar(x + i, y + i, n - i, scale, offset);
    }

    /// <summary>The definition of <see cref="Convert"/>.</summary>
    public static void ConvertScalar(byte* x, float* y, int n, float scale, float offset)
    {
        for (int i = 0; i < n; i++) y[i] = MathF.FusedMultiplyAdd(x[i], scale, offset);
    }

    /// <summary>y[i] ← x[n − 1 − i]·scale + offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ConvertMirrored(byte* x, float* y, int n, float scale, float offset)
    {
        int i = 0;
        if (Simd.Has512)
        {
            Vector512<float> s = Vector512.Create(scale), o = Vector512.Create(offset);
            for (; i <= n - Lanes; i += Lanes) Vector512.FusedMultiplyAdd(Widen512(Reverse(Vector128.Load(x + n - Lanes - i))), s, o).Store(y + i);
        }
        else if (Simd.Has128)
        {
            Vector128<float> s = Vector128.Create(scale), o = Vector128.Create(offset);
            for (; i <= n - Lanes; i += Lanes) Store128(Reverse(Vector128.Load(x + n - Lanes - i)), y + i, s, o);
        }

        ConvertMirroredScalar(x, y + i, n - i, scale, offset);
    }

    /// <summary>The definition of <see cref="ConvertMirrored"/>.</summary>
    public static void ConvertMirroredScalar(byte* x, float* y, int n, float scale, float offset)
    {
        for (int i = 0; i < n; i++) y[i] = MathF.FusedMultiplyAdd(x[n - 1 - i], scale, offset);
    }

    private static Vector128<byte> Reverse(Vector128<byte> bytes)
        => Vector128.Shuffle(bytes, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    private static Vector512<float> Widen512(Vector128<byte> bytes)
    {
        if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(bytes)); // two instructions
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        (Vector256<uint> first, Vector256<uint> second) = Vector256.Widen(Vector256.Create(low, high));
        return Vector512.ConvertToSingle(Vector512.Create(first, second).AsInt32());
    }

    private static void Store128(Vector128<byte> bytes, float* y, Vector128<float> scale, Vector128<float> offset)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
        (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
        Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(a.AsInt32()), scale, offset).Store(y);
        Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(b.AsInt32()), scale, offset).Store(y + 4);
        Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(c.AsInt32()), scale, offset).Store(y + 8);
        Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(d.AsInt32()), scale, offset).Store(y + 12);
    }
}
