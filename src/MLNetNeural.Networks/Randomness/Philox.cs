using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Randomness;

/// <summary>
/// Counter-based random numbers, Philox 4×32-10: a pure function of key and counter, so that what is drawn depends
/// neither on threads nor on the order of drawing. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </summary>
internal readonly struct Philox
{
    internal const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57; // multipliers of the paper
    internal const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85; // Weyl increments of the key
    internal const int Rounds = 10;

    private const int WordsOfBlock = 4;

    /// <summary>Exchanges whose places are drawn ahead, so that memory has time to bring them.</summary>
    private const int Ahead = 64;

    private readonly PhiloxStream _stream;

    /// <summary>The stream of one use, with two coordinates of the caller's choice (epoch and step, layer and so on).</summary>
    public Philox(int seed, RandomUse use, int first = 0, int second = 0)
        => _stream = new PhiloxStream((uint)seed, (uint)use, (uint)first, (uint)second);

    /// <summary>Draws four words at a position of the stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (uint A, uint B, uint C, uint D) Draw(ulong position)
        => Block((uint)position, (uint)(position >> 32), _stream.Counter2, _stream.Counter3, _stream.Key0, _stream.Key1);

    /// <summary>The word at <paramref name="index"/> of the stream.</summary>
    public uint Word(ulong index)
    {
        (uint a, uint b, uint c, uint d) = Draw(index >> 2);
        return (index & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    /// <summary>The words from <paramref name="first"/> on, many times as fast as one by one.</summary>
    public void Words(ulong first, Span<uint> words)
    {
        int i = 0;
        for (; i < words.Length && (first + (ulong)i) % WordsOfBlock != 0; i++) words[i] = Word(first + (ulong)i);
        int whole = (words.Length - i) / WordsOfBlock * WordsOfBlock;
        PhiloxBlocks.Draw((first + (ulong)i) / WordsOfBlock, _stream, words.Slice(i, whole));
        for (i += whole; i < words.Length; i++) words[i] = Word(first + (ulong)i);
    }

    /// <summary>A number in [0, 1) with 24 bits, exact in float32.</summary>
    public static float ToUnit(uint word) => (word >> 8) * (1f / (1 << 24));

    /// <inheritdoc cref="ToUnit(uint)"/>
    public static Vector<float> ToUnit(Vector<uint> words) => Vector.ConvertToSingle((words >> 8).As<uint, int>()) * (1f / (1 << 24));

    /// <summary>A number in [0, bound) from a word, by multiplication; the bias is below bound / 2³².</summary>
    public static int ToIndex(uint word, int bound) => (int)(((ulong)word * (uint)bound) >> 32);

    /// <summary>Shuffles in place (Fisher and Yates): from the last place down, place i is exchanged with one of 0 … i, by the word at i.</summary>
    public void Shuffle(Span<int> values)
    {
        Span<int> other = stackalloc int[Ahead];
        for (int end = values.Length, start; end > 1; end = start)
        {
            start = (end - 1) / Ahead * Ahead;
            DrawPlaces(start, values, other);
            for (int i = end - 1; i >= start; i--)
            {
                int j = other[i - start];
                (values[i], values[j]) = (values[j], values[i]);
            }
        }
    }

    /// <summary>Draws the places with which those from a multiple of <see cref="Ahead"/> on are exchanged, and asks for what is there: they lie anywhere.</summary>
    private unsafe void DrawPlaces(int start, Span<int> values, Span<int> places)
    {
        ref int first = ref MemoryMarshal.GetReference(values);
        Span<uint> words = stackalloc uint[Ahead];
        words = words[..Math.Min(Ahead, values.Length - start)];
        Words((ulong)start, words);
        for (int i = 0; i < words.Length; i++)
        {
            places[i] = ToIndex(words[i], start + i + 1);
            if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, places[i])));
        }
    }

    /// <summary>The ten rounds on one counter block; public in the test project for the paper's known answers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a loop is not inlined by itself, and neighboring blocks are worked on at once
    internal static (uint A, uint B, uint C, uint D) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)M0 * c0, p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }

        return (c0, c1, c2, c3);
    }
}
