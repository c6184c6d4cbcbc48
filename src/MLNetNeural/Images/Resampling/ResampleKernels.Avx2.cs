using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Images.Resampling;

/// <content>The same passes with AVX2: weights in two halves, so that one multiply-and-add takes sixteen of them.</content>
internal static unsafe partial class ResampleKernels
{
    /// <summary>Bytes a vector of <see cref="ColumnsAvx2"/> makes; rows are padded to a multiple of it.</summary>
    public const int ColumnBlock = 32;

    /// <summary>Bytes behind the last pixel of a row that <see cref="RowsAvx2"/> reads and does not use, where a pixel has three.</summary>
    public const int BytesBehind = 4;

    /// <summary><see cref="RowsScalar"/> with AVX2; needs <see cref="ResampleWeights.Packed"/>. Target rows are writable up to a multiple of
    /// <see cref="ColumnBlock"/> bytes, and <see cref="BytesBehind"/> bytes behind a source row of three bytes a pixel are readable.</summary>
    public static void RowsAvx2(
        byte* source, nint sourceStride, int bytesPerPixel, byte* target, nint targetStride, int rows, ResampleWeights weights)
    {
        PackedWeights packed = weights.Packed!;
        fixed (int* starts = packed.Starts)
        fixed (short* halves = packed.Halves)
        {
            for (int y = 0; y < rows; y += 2)
            {
                // A row without a partner is its own.
                nint next = y + 1 < rows ? 1 : 0;
                byte* from = source + (y * sourceStride), to = target + (y * targetStride);
                TwoRows(
                    from, from + (next * sourceStride), bytesPerPixel, to, to + (next * targetStride),
                    starts, halves, packed.Starts.Length, weights.GroupsPerWindow);
            }
        }
    }

    // Four windows at a time, 0 and 2 in the lanes of one vector and 1 and 3 in those of another: then packing leaves them in order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows(
        byte* source0, byte* source1, int bytesPerPixel, byte* target0, byte* target1, int* starts, short* halves, int windows, int groups)
    {
        Vector256<byte> firstPair = PairPixels(bytesPerPixel, 0), secondPair = PairPixels(bytesPerPixel, 2 * bytesPerPixel);
        int groupBytes = ResampleWeights.GroupSize * bytesPerPixel;
        for (int x = 0; x < windows; x += PackedWeights.Windows)
        {
            nint p0 = (nint)starts[x] * bytesPerPixel, p1 = (nint)starts[x + 1] * bytesPerPixel;
            nint p2 = (nint)starts[x + 2] * bytesPerPixel, p3 = (nint)starts[x + 3] * bytesPerPixel;
            Vector256<int> high0 = default, high1 = default, high2 = default, high3 = default;
            Vector256<int> low0 = Vector256.Create(Half), low1 = low0, low2 = low0, low3 = low0;
            for (int group = 0; group < groups; group++)
            {
                Add(source0 + p0, source0 + p2, firstPair, secondPair, halves, ref high0, ref low0);
                Add(source1 + p0, source1 + p2, firstPair, secondPair, halves, ref high2, ref low2);
                Add(source0 + p1, source0 + p3, firstPair, secondPair, halves + 64, ref high1, ref low1);
                Add(source1 + p1, source1 + p3, firstPair, secondPair, halves + 64, ref high3, ref low3);
                p0 += groupBytes;
                p1 += groupBytes;
                p2 += groupBytes;
                p3 += groupBytes;
                halves += PackedWeights.ShortsPerGroup;
            }

            Vector256<short> row0 = Avx2.PackSignedSaturate(Whole(high0, low0), Whole(high1, low1));
            Vector256<short> row1 = Avx2.PackSignedSaturate(Whole(high2, low2), Whole(high3, low3));
            Vector256<long> pixels = Avx2.Permute4x64(Avx2.PackUnsignedSaturate(row0, row1).AsInt64(), 0b_11_01_10_00);
            pixels.GetLower().AsByte().Store(target0 + (4 * x));
            pixels.GetUpper().AsByte().Store(target1 + (4 * x));
        }
    }

    /// <summary>Adds four weighted pixels of each of two windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        byte* lower, byte* upper, Vector256<byte> firstPair, Vector256<byte> secondPair, short* halves, ref Vector256<int> high, ref Vector256<int> low)
    {
        var bytes = Vector256.Create(Vector128.Load(lower), Vector128.Load(upper));
        Vector256<short> first = Avx2.Shuffle(bytes, firstPair).AsInt16(), second = Avx2.Shuffle(bytes, secondPair).AsInt16();
        high += Avx2.MultiplyAddAdjacent(first, Vector256.Load(halves)) + Avx2.MultiplyAddAdjacent(second, Vector256.Load(halves + 16));
        low += Avx2.MultiplyAddAdjacent(first, Vector256.Load(halves + 32)) + Avx2.MultiplyAddAdjacent(second, Vector256.Load(halves + 48));
    }

    /// <summary>Bytes of two pixels to words, each channel of the first beside that of the second; a fourth byte that is not there becomes 0.</summary>
    private static Vector256<byte> PairPixels(int bytesPerPixel, int start)
    {
        byte first = (byte)start, second = (byte)(start + bytesPerPixel);
        bool hasFourth = bytesPerPixel == 4;
        var lane = Vector128.Create(
            first, 255, second, 255, (byte)(first + 1), 255, (byte)(second + 1), 255, (byte)(first + 2), 255, (byte)(second + 2), 255,
            hasFourth ? (byte)(first + 3) : (byte)255, 255, hasFourth ? (byte)(second + 3) : (byte)255, 255);
        return Vector256.Create(lane, lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Whole(Vector256<int> high, Vector256<int> low) => ((high << 8) + low) >> ResampleWeights.PrecisionBits;

    /// <summary><see cref="ColumnsScalar"/> with AVX2. Source rows and target are readable and writable up to a multiple of
    /// <see cref="ColumnBlock"/> bytes; what lies behind the row is not used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ColumnsAvx2(byte* source, nint sourceStride, byte* target, int bytes, ResampleWeights weights, int y)
    {
        int count = weights.Counts[y];
        byte* first = source + (weights.Starts[y] * sourceStride);
        fixed (int* pairs = &weights.Pairs[y * weights.Stride])
        {
            for (int x = 0; x < bytes; x += ColumnBlock)
            {
                Vector256<int> h0 = default, h1 = default, h2 = default, h3 = default;
                Vector256<int> l0 = default, l1 = default, l2 = default, l3 = default;
                byte* column = first + x;
                for (int j = 0; j < count; j += 2)
                {
                    // Behind an odd window the same row serves as the partner, whose weight is zero.
                    Vector256<byte> a = Vector256.Load(column);
                    column += sourceStride;
                    Vector256<byte> b = j + 1 < count ? Vector256.Load(column) : a;
                    column += sourceStride;
                    Vector256<short> high = Vector256.Create(pairs[j]).AsInt16(), low = Vector256.Create(pairs[j + 1]).AsInt16();
                    Vector256<byte> even = Avx2.UnpackLow(a, b), odd = Avx2.UnpackHigh(a, b);
                    Vector256<short> v0 = Avx2.UnpackLow(even, default).AsInt16(), v1 = Avx2.UnpackHigh(even, default).AsInt16();
                    Vector256<short> v2 = Avx2.UnpackLow(odd, default).AsInt16(), v3 = Avx2.UnpackHigh(odd, default).AsInt16();
                    h0 += Avx2.MultiplyAddAdjacent(v0, high);
                    h1 += Avx2.MultiplyAddAdjacent(v1, high);
                    h2 += Avx2.MultiplyAddAdjacent(v2, high);
                    h3 += Avx2.MultiplyAddAdjacent(v3, high);
                    l0 += Avx2.MultiplyAddAdjacent(v0, low);
                    l1 += Avx2.MultiplyAddAdjacent(v1, low);
                    l2 += Avx2.MultiplyAddAdjacent(v2, low);
                    l3 += Avx2.MultiplyAddAdjacent(v3, low);
                }

                // Unpacking and packing both work within 128-bit lanes, so the bytes end where they began.
                Vector256<short> left = Avx2.PackSignedSaturate(Round(h0, l0), Round(h1, l1));
                Vector256<short> right = Avx2.PackSignedSaturate(Round(h2, l2), Round(h3, l3));
                Avx2.PackUnsignedSaturate(left, right).Store(target + x);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> high, Vector256<int> low)
        => ((high << 8) + low + Vector256.Create(Half)) >> ResampleWeights.PrecisionBits;

    /// <summary><see cref="SplitScalar"/> with 128-bit shuffles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SplitVector(byte* pixels, int count, byte* first, byte* second, byte* third)
    {
        var gather = Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        int x = 0;
        for (; x <= count - 4; x += 4)
        {
            Vector128<uint> channels = Vector128.Shuffle(Vector128.Load(pixels + (4 * x)), gather).AsUInt32();
            *(uint*)(first + x) = channels[0];
            *(uint*)(second + x) = channels[1];
            *(uint*)(third + x) = channels[2];
        }

        SplitScalar(pixels + (4 * x), count - x, first + x, second + x, third + x);
    }
}
