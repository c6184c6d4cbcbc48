using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Bytes, in Pillow's arithmetic: weighted means in integers, rounded; what is computed in floating point is cut off.</summary>
internal readonly struct BytePixel : IPixel<byte>
{
    private const int Half = 1 << (Tap.Bits - 1);

    public static byte OfColor(float color, float scale, float offset) => (byte)color;

    public static byte OfNormalized(float value, float scale, float offset) => (byte)Math.Clamp(MathF.Round((value - offset) / scale), 0, 255);

    public static double ToDouble(byte pixel) => pixel;

    // Between bytes, so that no number is out of range.
    public static byte OfDouble(double value) => (byte)double.ConvertToIntegerNative<int>(value);

    // Two rounded weights are at most 2²² + 1 together: the mean is at most 255, and no sum is too large for an int.
    public static byte Mean(byte first, byte second, in Tap tap) => (byte)(((first * tap.First) + (second * tap.Second) + Half) >> Tap.Bits);

    public static void Mean(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> mean, in Tap tap)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref byte a = ref MemoryMarshal.GetReference(first), b = ref MemoryMarshal.GetReference(second[..first.Length]), y = ref MemoryMarshal.GetReference(mean[..first.Length]);
            Vector256<int> weightA = Vector256.Create(tap.First), weightB = Vector256.Create(tap.Second), half = Vector256.Create(Half);
            for (; i <= first.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                (Vector256<int> a0, Vector256<int> a1) = ByteVectors.Widen(Vector128.LoadUnsafe(ref a, (nuint)i));
                (Vector256<int> b0, Vector256<int> b1) = ByteVectors.Widen(Vector128.LoadUnsafe(ref b, (nuint)i));
                ByteVectors.Narrow(
                    ((a0 * weightA) + (b0 * weightB) + half) >> Tap.Bits,
                    ((a1 * weightA) + (b1 * weightB) + half) >> Tap.Bits).StoreUnsafe(ref y, (nuint)i);
            }
        }

        for (; i < mean.Length; i++) mean[i] = Mean(first[i], second[i], in tap);
    }

    public static unsafe void Enlarge(ReadOnlySpan<byte> line, Span<byte> wide, Taps taps)
    {
        ReadOnlySpan<int> index = taps.Index, first = taps.First, second = taps.Second;
        int i = 0;
        if (Avx2.IsSupported)
        {
            ref int at = ref MemoryMarshal.GetReference(index), weightA = ref MemoryMarshal.GetReference(first), weightB = ref MemoryMarshal.GetReference(second);
            ref byte y = ref MemoryMarshal.GetReference(wide);
            Vector256<int> half = Vector256.Create(Half), low = Vector256.Create(255);
            fixed (byte* x = line)
            {
                for (; i <= wide.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
                {
                    ByteVectors.Narrow(Means(x, ref at, ref weightA, ref weightB, i), Means(x, ref at, ref weightA, ref weightB, i + Vector256<int>.Count)).StoreUnsafe(ref y, (nuint)i);
                }
            }

            // Four bytes from the first neighbor on: the second is the next, or has weight 0.
            Vector256<int> Means(byte* x, ref int at, ref int weightA, ref int weightB, int start)
            {
                Vector256<int> both = Avx2.GatherVector256((int*)x, Vector256.LoadUnsafe(ref at, (nuint)start), 1);
                Vector256<int> a = both & low, b = (both >>> 8) & low;
                return ((a * Vector256.LoadUnsafe(ref weightA, (nuint)start)) + (b * Vector256.LoadUnsafe(ref weightB, (nuint)start)) + half) >> Tap.Bits;
            }
        }

        for (; i < wide.Length; i++) wide[i] = Mean(line[index[i]], line[index[i] + taps.Step(i)], taps[i]);
    }
}
