using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Images.Resampling;

/// <content>The same passes with AVX2: weights in two halves, so that one multiply-and-add takes sixteen of them.</content>
internal static unsafe partial class ResampleKernels
{
    /// <summary>Bytes a vector of <see cref="ColumnsAvx2"/> makes; rows are padded to a multiple of it.</summary>
    public const int ColumnBlock = 32;

    /// <summary><see cref="RowsScalar"/> with AVX2, four rows at a time; needs <see cref="ResampleWeights.Packed"/>.</summary>
    public static void RowsAvx2(byte* source, nint sourceStride, byte* target, nint targetStride, int rows, ResampleWeights weights)
    {
        PackedWeights packed = weights.Packed!;
        fixed (int* starts = packed.Starts)
        fixed (short* halves = packed.Halves)
        {
            int y = 0;
            for (; y <= rows - 4; y += 4)
            {
                FourRows(
                    source + (y * sourceStride), sourceStride, target + (y * targetStride), targetStride,
                    starts, halves, weights.TargetLength, weights.GroupsPerWindow);
            }

            for (; y < rows; y++)
            {
                OneRow(
                    source + (y * sourceStride), target + (y * targetStride),
                    starts, halves, weights.TargetLength, weights.GroupsPerWindow);
            }
        }
    }

    // Bytes of four pixels to words: each channel of pixels 0 and 1 side by side, then of pixels 2 and 3.
    private static Vector256<byte> PairPixels => Vector256.Create(
        (byte)0, 255, 4, 255, 1, 255, 5, 255, 2, 255, 6, 255, 3, 255, 7, 255,
        8, 255, 12, 255, 9, 255, 13, 255, 10, 255, 14, 255, 11, 255, 15, 255);

    private static Vector256<int> RoundingInOneLane => Vector256.Create(Vector128.Create(Half), Vector128<int>.Zero);

    private static void FourRows(
        byte* source, nint stride, byte* target, nint targetStride, int* starts, short* halves, int targetLength, int groups)
    {
        Vector256<byte> pair = PairPixels;
        Vector256<int> half = RoundingInOneLane;
        for (int x = 0; x < targetLength; x++)
        {
            byte* p0 = source + (starts[x] * 4L), p1 = p0 + stride, p2 = p1 + stride, p3 = p2 + stride;
            Vector256<int> h0 = default, h1 = default, h2 = default, h3 = default;
            Vector256<int> l0 = half, l1 = half, l2 = half, l3 = half;
            for (int group = 0; group < groups; group++)
            {
                Vector256<short> high = Vector256.Load(halves), low = Vector256.Load(halves + 16);
                Vector256<short> v0 = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(p0), pair).AsInt16();
                h0 += Avx2.MultiplyAddAdjacent(v0, high);
                l0 += Avx2.MultiplyAddAdjacent(v0, low);
                Vector256<short> v1 = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(p1), pair).AsInt16();
                h1 += Avx2.MultiplyAddAdjacent(v1, high);
                l1 += Avx2.MultiplyAddAdjacent(v1, low);
                Vector256<short> v2 = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(p2), pair).AsInt16();
                h2 += Avx2.MultiplyAddAdjacent(v2, high);
                l2 += Avx2.MultiplyAddAdjacent(v2, low);
                Vector256<short> v3 = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(p3), pair).AsInt16();
                h3 += Avx2.MultiplyAddAdjacent(v3, high);
                l3 += Avx2.MultiplyAddAdjacent(v3, low);
                p0 += 16;
                p1 += 16;
                p2 += 16;
                p3 += 16;
                halves += PackedWeights.ShortsPerGroup;
            }

            Vector256<short> words = Avx2.PackSignedSaturate(TwoSums(h0, l0, h1, l1), TwoSums(h2, l2, h3, l3));
            Vector256<uint> pixels = Avx2.PackUnsignedSaturate(words, words).AsUInt32();
            Vector128<uint> even = pixels.GetLower(), odd = pixels.GetUpper();
            byte* result = target + (x * 4);
            *(uint*)result = even[0];
            *(uint*)(result + targetStride) = odd[0];
            *(uint*)(result + (2 * targetStride)) = even[1];
            *(uint*)(result + (3 * targetStride)) = odd[1];
        }
    }

    private static void OneRow(byte* source, byte* target, int* starts, short* halves, int targetLength, int groups)
    {
        Vector256<byte> pair = PairPixels;
        for (int x = 0; x < targetLength; x++)
        {
            byte* pixel = source + (starts[x] * 4L);
            Vector256<int> h = default, l = RoundingInOneLane;
            for (int group = 0; group < groups; group++)
            {
                Vector256<short> v = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(pixel), pair).AsInt16();
                h += Avx2.MultiplyAddAdjacent(v, Vector256.Load(halves));
                l += Avx2.MultiplyAddAdjacent(v, Vector256.Load(halves + 16));
                pixel += 16;
                halves += PackedWeights.ShortsPerGroup;
            }

            Vector128<short> words = Sse2.PackSignedSaturate(TwoSums(h, l, h, l).GetLower(), default);
            *(uint*)(target + (x * 4)) = Sse2.PackUnsignedSaturate(words, default).AsUInt32()[0];
        }
    }

    /// <summary>Adds the two lanes of each of two pixels; the first pixel becomes the lower lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> TwoSums(
        Vector256<int> firstHigh, Vector256<int> firstLow, Vector256<int> secondHigh, Vector256<int> secondLow)
    {
        Vector256<int> first = (firstHigh << 8) + firstLow, second = (secondHigh << 8) + secondLow;
        return (Avx2.Permute2x128(first, second, 0x20) + Avx2.Permute2x128(first, second, 0x31)) >> ResampleWeights.PrecisionBits;
    }

    /// <summary><see cref="ColumnsScalar"/> with AVX2. Source rows and target are readable and writable up to a multiple of
    /// <see cref="ColumnBlock"/> bytes; what lies behind the row is not used.</summary>
    public static void ColumnsAvx2(byte* source, nint sourceStride, byte* target, int bytes, ResampleWeights weights, int y)
    {
        int count = weights.Counts[y];
        byte* first = source + (weights.Starts[y] * sourceStride);
        fixed (int* window = &weights.Weights[y * weights.Stride])
        {
            for (int x = 0; x < bytes; x += ColumnBlock)
            {
                Vector256<int> h0 = default, h1 = default, h2 = default, h3 = default;
                Vector256<int> l0 = default, l1 = default, l2 = default, l3 = default;
                byte* column = first + x;
                for (int j = 0; j < count; j += 2)
                {
                    // Behind an odd window stands a zero weight, and the same row serves as its partner.
                    Vector256<byte> a = Vector256.Load(column);
                    column += sourceStride;
                    Vector256<byte> b = j + 1 < count ? Vector256.Load(column) : a;
                    column += sourceStride;
                    Vector256<short> high = Pair(PackedWeights.High(window[j]), PackedWeights.High(window[j + 1]));
                    Vector256<short> low = Pair(PackedWeights.Low(window[j]), PackedWeights.Low(window[j + 1]));
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
    private static Vector256<short> Pair(int first, int second)
        => Vector256.Create((second << 16) | (first & 0xFFFF)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> high, Vector256<int> low)
        => ((high << 8) + low + Vector256.Create(Half)) >> ResampleWeights.PrecisionBits;

    /// <summary><see cref="SplitScalar"/> with 128-bit shuffles.</summary>
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
