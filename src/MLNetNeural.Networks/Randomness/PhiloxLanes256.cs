using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Randomness;

/// <summary>Four lanes, with AVX2.</summary>
internal readonly unsafe struct PhiloxLanes256 : IPhiloxLanes<Vector256<ulong>>
{
    public static int Count => Vector256<ulong>.Count;

    public static Vector256<ulong> Create(ulong value) => Vector256.Create(value);

    public static Vector256<ulong> From(ulong first) => Vector256.Create(first) + Vector256<ulong>.Indices;

    public static Vector256<ulong> Add(Vector256<ulong> a, Vector256<ulong> b) => a + b;

    public static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    public static Vector256<ulong> Upper(Vector256<ulong> a) => a >> 32;

    public static Vector256<ulong> Xor(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a ^ b ^ c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a call would spill all that the loop keeps in registers
    public static void Store(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c, Vector256<ulong> d, uint* words)
    {
        Vector256<ulong> lower = Vector256.Create((ulong)uint.MaxValue), first = (a & lower) | (b << 32), second = (c & lower) | (d << 32);
        Vector256<ulong> even = Avx2.UnpackLow(first, second), odd = Avx2.UnpackHigh(first, second); // lanes 0 and 2, 1 and 3
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(words);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(words + Vector256<uint>.Count);
    }
}
