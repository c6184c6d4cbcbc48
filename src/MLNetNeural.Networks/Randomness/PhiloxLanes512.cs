using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Randomness;

/// <summary>Eight lanes, with AVX-512.</summary>
internal readonly unsafe struct PhiloxLanes512 : IPhiloxLanes<Vector512<ulong>>
{
    public static int Count => Vector512<ulong>.Count;

    public static Vector512<ulong> Create(ulong value) => Vector512.Create(value);

    public static Vector512<ulong> From(ulong first) => Vector512.Create(first) + Vector512<ulong>.Indices;

    public static Vector512<ulong> Add(Vector512<ulong> a, Vector512<ulong> b) => a + b;

    public static Vector512<ulong> Multiply(Vector512<ulong> a, Vector512<ulong> b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    public static Vector512<ulong> Upper(Vector512<ulong> a) => a >> 32;

    public static Vector512<ulong> Xor(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => a ^ b ^ c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a call would spill all that the loop keeps in registers
    public static void Store(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, uint* words)
    {
        Vector512<ulong> lower = Vector512.Create((ulong)uint.MaxValue), first = (a & lower) | (b << 32), second = (c & lower) | (d << 32);
        Avx512F.PermuteVar8x64x2(first, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), second).AsUInt32().Store(words);
        Avx512F.PermuteVar8x64x2(first, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), second).AsUInt32().Store(words + Vector512<uint>.Count);
    }
}
