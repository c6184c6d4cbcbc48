using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Randomness;

/// <summary>Many blocks of Philox 4×32-10 one behind the other, each lane of a vector a block.</summary>
/// <remarks>A word has the lower half of a lane of 64 bits; what the upper half holds meanwhile does not count.</remarks>
internal static unsafe class PhiloxBlocks
{
    private const int WordsOfBlock = 4;

    /// <summary>Draws blocks.</summary>
    /// <param name="position">Position of the first in the stream.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="words">Receives the words, four a block; their number is a multiple of four.</param>
    public static void Draw(ulong position, in PhiloxStream stream, Span<uint> words)
    {
        int done = 0;
        if (Avx512F.IsSupported) done = Draw512(position, stream, words);
        else if (Avx2.IsSupported) done = Draw256(position, stream, words);
        DrawScalar(position + (ulong)(done / WordsOfBlock), stream, words[done..]);
    }

    /// <summary>The definition of <see cref="Draw"/>.</summary>
    public static void DrawScalar(ulong position, in PhiloxStream stream, Span<uint> words)
    {
        for (int i = 0; i < words.Length; i += WordsOfBlock, position++)
        {
            (words[i], words[i + 1], words[i + 2], words[i + 3]) =
                Philox.Block((uint)position, (uint)(position >> 32), stream.Counter2, stream.Counter3, stream.Key0, stream.Key1);
        }
    }

    /// <summary>Eight blocks at a time; returns how many words are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Draw512(ulong position, in PhiloxStream stream, Span<uint> words)
    {
        const int Words = 8 * WordsOfBlock;
        Vector512<ulong> firstHalf = Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), secondHalf = Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15);
        Vector512<ulong> low = Vector512.Create(0xFFFFFFFFUL), lanes = Vector512<ulong>.Indices;
        Vector512<ulong> key0 = Vector512.Create((ulong)stream.Key0), key1 = Vector512.Create((ulong)stream.Key1);
        Vector512<ulong> w0 = Vector512.Create((ulong)Philox.W0), w1 = Vector512.Create((ulong)Philox.W1);
        Vector512<uint> m0 = Vector512.Create((ulong)Philox.M0).AsUInt32(), m1 = Vector512.Create((ulong)Philox.M1).AsUInt32();
        int done = 0;
        fixed (uint* word = words)
        {
            for (; done <= words.Length - Words; done += Words, position += 8)
            {
                Vector512<ulong> x0 = Vector512.Create(position) + lanes, x1 = x0 >> 32;
                Vector512<ulong> x2 = Vector512.Create((ulong)stream.Counter2), x3 = Vector512.Create((ulong)stream.Counter3);
                Vector512<ulong> k0 = key0, k1 = key1;
                for (int round = 0; round < Philox.Rounds; round++)
                {
                    Vector512<ulong> p0 = Avx512F.Multiply(m0, x0.AsUInt32()), p1 = Avx512F.Multiply(m1, x2.AsUInt32());
                    x0 = (p1 >> 32) ^ x1 ^ k0;
                    x1 = p1;
                    x2 = (p0 >> 32) ^ x3 ^ k1;
                    x3 = p0;
                    k0 += w0;
                    k1 += w1;
                }

                Vector512<ulong> first = (x0 & low) | (x1 << 32), second = (x2 & low) | (x3 << 32);
                Avx512F.PermuteVar8x64x2(first, firstHalf, second).AsUInt32().Store(word + done);
                Avx512F.PermuteVar8x64x2(first, secondHalf, second).AsUInt32().Store(word + done + (Words / 2));
            }
        }

        return done;
    }

    /// <summary>Four blocks at a time; returns how many words are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Draw256(ulong position, in PhiloxStream stream, Span<uint> words)
    {
        const int Words = 4 * WordsOfBlock;
        Vector256<ulong> low = Vector256.Create(0xFFFFFFFFUL), lanes = Vector256<ulong>.Indices;
        Vector256<ulong> key0 = Vector256.Create((ulong)stream.Key0), key1 = Vector256.Create((ulong)stream.Key1);
        Vector256<ulong> w0 = Vector256.Create((ulong)Philox.W0), w1 = Vector256.Create((ulong)Philox.W1);
        Vector256<uint> m0 = Vector256.Create((ulong)Philox.M0).AsUInt32(), m1 = Vector256.Create((ulong)Philox.M1).AsUInt32();
        int done = 0;
        fixed (uint* word = words)
        {
            for (; done <= words.Length - Words; done += Words, position += 4)
            {
                Vector256<ulong> x0 = Vector256.Create(position) + lanes, x1 = x0 >> 32;
                Vector256<ulong> x2 = Vector256.Create((ulong)stream.Counter2), x3 = Vector256.Create((ulong)stream.Counter3);
                Vector256<ulong> k0 = key0, k1 = key1;
                for (int round = 0; round < Philox.Rounds; round++)
                {
                    Vector256<ulong> p0 = Avx2.Multiply(m0, x0.AsUInt32()), p1 = Avx2.Multiply(m1, x2.AsUInt32());
                    x0 = (p1 >> 32) ^ x1 ^ k0;
                    x1 = p1;
                    x2 = (p0 >> 32) ^ x3 ^ k1;
                    x3 = p0;
                    k0 += w0;
                    k1 += w1;
                }

                Vector256<ulong> first = (x0 & low) | (x1 << 32), second = (x2 & low) | (x3 << 32);
                Vector256<ulong> even = Avx2.UnpackLow(first, second), odd = Avx2.UnpackHigh(first, second); // blocks 0 and 2, 1 and 3
                Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(word + done);
                Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(word + done + (Words / 2));
            }
        }

        return done;
    }
}
