using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Images.Resampling;

/// <content>The same passes with AVX2: weights in two halves, so that one multiply-and-add takes sixteen of them.</content>
internal static unsafe partial class ResampleKernels
{
    /// <summary>Bytes a vector of <see cref="ColumnsAvx2"/> makes; rows are padded to a multiple of it.</summary>
    public const int ColumnBlock = 32;

    /// <summary>Bytes behind a target row that <see cref="RowsAvx2"/> may overwrite: of pixels up to a multiple of four, and of a vector whose
    /// last four bytes are not used.</summary>
    public const int BytesBeyond = (3 * (PackedWeights.Windows - 1)) + 4;

    // Rows that are resized together, a lane of a vector for each: weights are then loaded once for all of them.
    private const int RowBlock = 4;

    /// <summary><see cref="RowsScalar"/> with AVX2; needs <see cref="ResampleWeights.Packed"/>. <see cref="BytesBeyond"/> bytes behind a target
    /// row are writable.</summary>
    public static void RowsAvx2(
        byte* source, nint sourceStride, byte* target, nint targetStride, int rows, ResampleWeights weights)
    {
        PackedWeights packed = weights.Packed!;
        fixed (int* starts = packed.Starts, pairs = packed.Pairs)
        {
            for (int y = 0; y < rows; y += RowBlock, source += RowBlock * sourceStride, target += RowBlock * targetStride)
            {
                FourRows(
                    source, sourceStride, target, targetStride, rows - y, starts, pairs, packed.Starts.Length,
                    weights.Taps);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(
        byte* source, nint sourceStride, byte* target, nint targetStride, int rows, int* starts, int* pairs, int windows, int taps)
    {
        // The last row stands in for those that are not there.
        nint second = Math.Min(1, rows - 1), third = Math.Min(2, rows - 1), fourth = Math.Min(3, rows - 1);
        byte* source1 = source + (second * sourceStride), source2 = source + (third * sourceStride), source3 = source + (fourth * sourceStride);
        byte* target1 = target + (second * targetStride), target2 = target + (third * targetStride), target3 = target + (fourth * targetStride);
        Vector256<byte> firstPair = PairPixels(0), secondPair = PairPixels(2 * ImageRows.BytesPerPixel);
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        var colors = Vector256.Create(order, order);
        nint window = taps;
        for (nint x = 0; x < windows; x += PackedWeights.Windows, pairs += 4 * window)
        {
            Weigh(
                source, source1, source2, source3, starts[x], firstPair, secondPair,
                pairs, pairs + window, out Vector256<int> a0, out Vector256<int> b0);
            Weigh(
                source, source1, source2, source3, starts[x + 1], firstPair, secondPair,
                pairs + window, pairs + (2 * window), out Vector256<int> a1, out Vector256<int> b1);
            Vector256<short> a01 = Avx2.PackSignedSaturate(a0, a1), b01 = Avx2.PackSignedSaturate(b0, b1);
            Weigh(
                source, source1, source2, source3, starts[x + 2], firstPair, secondPair,
                pairs + (2 * window), pairs + (3 * window), out Vector256<int> a2, out Vector256<int> b2);
            Weigh(
                source, source1, source2, source3, starts[x + 3], firstPair, secondPair,
                pairs + (3 * window), pairs + (4 * window), out Vector256<int> a3, out Vector256<int> b3);

            // Packing works within lanes, so the four pixels of a row end beside one another; then their fourth bytes are left out.
            Vector256<byte> a = Avx2.Shuffle(Avx2.PackUnsignedSaturate(a01, Avx2.PackSignedSaturate(a2, a3)), colors);
            Vector256<byte> b = Avx2.Shuffle(Avx2.PackUnsignedSaturate(b01, Avx2.PackSignedSaturate(b2, b3)), colors);
            a.GetLower().Store(target + (3 * x));
            a.GetUpper().Store(target1 + (3 * x));
            b.GetLower().Store(target2 + (3 * x));
            b.GetUpper().Store(target3 + (3 * x));
        }
    }

    /// <summary>Adds the weighted pixels of a window in each of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weigh(
        byte* source0, byte* source1, byte* source2, byte* source3, int start, Vector256<byte> firstPair,
        Vector256<byte> secondPair, int* pairs, int* end, out Vector256<int> a, out Vector256<int> b)
    {
        Vector256<int> highA = default, highB = default, lowA = Vector256.Create(Half), lowB = lowA;

        // One index for all rows: the loop is bound by how many instructions it has.
        nint p = (nint)start * ImageRows.BytesPerPixel;
        for (; pairs <= end - ResampleWeights.GroupSize; p += ResampleWeights.GroupSize * ImageRows.BytesPerPixel, pairs += ResampleWeights.GroupSize)
        {
            Vector256<short> high0 = Vector256.Create(pairs[0]).AsInt16(), low0 = Vector256.Create(pairs[1]).AsInt16();
            Vector256<short> high1 = Vector256.Create(pairs[2]).AsInt16(), low1 = Vector256.Create(pairs[3]).AsInt16();

            var bytes = Vector256.Create(Vector128.Load(source0 + p), Vector128.Load(source1 + p));
            Vector256<short> first = Avx2.Shuffle(bytes, firstPair).AsInt16(), second = Avx2.Shuffle(bytes, secondPair).AsInt16();
            highA += Avx2.MultiplyAddAdjacent(first, high0) + Avx2.MultiplyAddAdjacent(second, high1);
            lowA += Avx2.MultiplyAddAdjacent(first, low0) + Avx2.MultiplyAddAdjacent(second, low1);

            bytes = Vector256.Create(Vector128.Load(source2 + p), Vector128.Load(source3 + p));
            (first, second) = (Avx2.Shuffle(bytes, firstPair).AsInt16(), Avx2.Shuffle(bytes, secondPair).AsInt16());
            highB += Avx2.MultiplyAddAdjacent(first, high0) + Avx2.MultiplyAddAdjacent(second, high1);
            lowB += Avx2.MultiplyAddAdjacent(first, low0) + Avx2.MultiplyAddAdjacent(second, low1);
        }

        if (pairs < end)
        {
            // Two pixels are left, the second two of the window's last four: nothing behind the window is read.
            p -= 2 * ImageRows.BytesPerPixel;
            Vector256<short> high = Vector256.Create(pairs[0]).AsInt16(), low = Vector256.Create(pairs[1]).AsInt16();
            Vector256<short> pair = Avx2.Shuffle(Vector256.Create(Vector128.Load(source0 + p), Vector128.Load(source1 + p)), secondPair).AsInt16();
            highA += Avx2.MultiplyAddAdjacent(pair, high);
            lowA += Avx2.MultiplyAddAdjacent(pair, low);
            pair = Avx2.Shuffle(Vector256.Create(Vector128.Load(source2 + p), Vector128.Load(source3 + p)), secondPair).AsInt16();
            highB += Avx2.MultiplyAddAdjacent(pair, high);
            lowB += Avx2.MultiplyAddAdjacent(pair, low);
        }

        (a, b) = (Whole(highA, lowA), Whole(highB, lowB));
    }

    /// <summary>Bytes of two pixels to words, each color of the first beside that of the second, and two zeros for the fourth.</summary>
    private static Vector256<byte> PairPixels(int start)
    {
        byte first = (byte)start, second = (byte)(start + ImageRows.BytesPerPixel);
        var lane = Vector128.Create(
            first, 255, second, 255, (byte)(first + 1), 255, (byte)(second + 1), 255, (byte)(first + 2), 255, (byte)(second + 2), 255,
            255, 255, 255, 255);
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
                Vector256<int> l0 = Vector256.Create(Half), l1 = l0, l2 = l0, l3 = l0;
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
                Vector256<short> left = Avx2.PackSignedSaturate(Whole(h0, l0), Whole(h1, l1));
                Vector256<short> right = Avx2.PackSignedSaturate(Whole(h2, l2), Whole(h3, l3));
                Avx2.PackUnsignedSaturate(left, right).Store(target + x);
            }
        }
    }
}
