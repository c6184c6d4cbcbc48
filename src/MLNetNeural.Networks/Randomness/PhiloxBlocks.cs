using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Randomness;

/// <summary>Many blocks of Philox 4×32-10 one behind the other, as many at a time as a vector has lanes.</summary>
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
        if (Avx512F.IsSupported) done = Draw<PhiloxLanes512, Vector512<ulong>>(position, stream, words);
        else if (Avx2.IsSupported) done = Draw<PhiloxLanes256, Vector256<ulong>>(position, stream, words);
        DrawScalar(position + (ulong)(done / WordsOfBlock), stream, words[done..]);
    }

    /// <summary>The definition of <see cref="Draw(ulong, in PhiloxStream, Span{uint})"/>.</summary>
    public static void DrawScalar(ulong position, in PhiloxStream stream, Span<uint> words)
    {
        for (int i = 0; i < words.Length; i += WordsOfBlock, position++)
        {
            (words[i], words[i + 1], words[i + 2], words[i + 3]) =
                Philox.Block((uint)position, (uint)(position >> 32), stream.Counter2, stream.Counter3, stream.Key0, stream.Key1);
        }
    }

    /// <summary>As many whole vectors of blocks as there are; returns how many words are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Draw<TLanes, TVector>(ulong position, in PhiloxStream stream, Span<uint> words)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : struct
    {
        TVector m0 = TLanes.Create(Philox.M0), m1 = TLanes.Create(Philox.M1), w0 = TLanes.Create(Philox.W0), w1 = TLanes.Create(Philox.W1);
        TVector key0 = TLanes.Create(stream.Key0), key1 = TLanes.Create(stream.Key1);
        int done = 0, step = TLanes.Count * WordsOfBlock;
        fixed (uint* word = words)
        {
            for (; done <= words.Length - step; done += step, position += (ulong)TLanes.Count)
            {
                // A word is the lower half of a lane; what the upper half holds meanwhile does not count.
                TVector x0 = TLanes.From(position), x1 = TLanes.Upper(x0), x2 = TLanes.Create(stream.Counter2), x3 = TLanes.Create(stream.Counter3);
                TVector k0 = key0, k1 = key1;
                for (int round = 0; round < Philox.Rounds; round++)
                {
                    TVector p0 = TLanes.Multiply(m0, x0), p1 = TLanes.Multiply(m1, x2);
                    x0 = TLanes.Xor(TLanes.Upper(p1), x1, k0);
                    x1 = p1;
                    x2 = TLanes.Xor(TLanes.Upper(p0), x3, k1);
                    x3 = p0;
                    k0 = TLanes.Add(k0, w0);
                    k1 = TLanes.Add(k1, w1);
                }

                TLanes.Store(x0, x1, x2, x3, word + done);
            }
        }

        return done;
    }
}
