using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Images.Resampling;

/// <content>Rows of three-byte pixels to other layouts.</content>
internal static unsafe partial class ResampleKernels
{
    /// <summary>Takes a row of pixels apart into one row per channel.</summary>
    public static void SplitScalar(byte* pixels, int count, byte* first, byte* second, byte* third)
    {
        for (int x = 0; x < count; x++)
        {
            first[x] = pixels[3 * x];
            second[x] = pixels[(3 * x) + 1];
            third[x] = pixels[(3 * x) + 2];
        }
    }

    /// <summary><see cref="SplitScalar"/> with 128-bit shuffles, sixteen pixels at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SplitVector(byte* pixels, int count, byte* first, byte* second, byte* third)
    {
        int x = 0;
        for (; x <= count - 16; x += 16)
        {
            // Index 255 gives zero: each of the three vectors has a third of every channel.
            Vector128<byte> a = Vector128.Load(pixels + (3 * x)), b = Vector128.Load(pixels + (3 * x) + 16), c = Vector128.Load(pixels + (3 * x) + 32);
            (Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 7, 10, 13))).Store(first + x);
            (Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14))).Store(second + x);
            (Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15))).Store(third + x);
        }

        SplitScalar(pixels + (3 * x), count - x, first + x, second + x, third + x);
    }

    /// <summary>Copies pixels.</summary>
    /// <param name="pixels">3 bytes a pixel.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="target">3·count bytes; overwritten.</param>
    /// <param name="swaps">Whether the first and the third byte change places.</param>
    /// <param name="useVectors">Whether 128-bit shuffles are used; both ways give the same bytes.</param>
    public static void Interleave(byte* pixels, int count, byte* target, bool swaps, bool useVectors)
    {
        if (!swaps)
        {
            Buffer.MemoryCopy(pixels, target, 3L * count, 3L * count);
            return;
        }

        int x = 0;
        if (useVectors)
        {
            // Every load and store takes a byte more than its five pixels, hence the pixel left for the loop behind.
            var order = Vector128.Create((byte)2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 15);
            for (; x <= count - 6; x += 5) Vector128.Shuffle(Vector128.Load(pixels + (3 * x)), order).Store(target + (3 * x));
        }

        for (; x < count; x++)
        {
            target[3 * x] = pixels[(3 * x) + 2];
            target[(3 * x) + 1] = pixels[(3 * x) + 1];
            target[(3 * x) + 2] = pixels[3 * x];
        }
    }

    /// <summary>The luma of each pixel; see <see cref="ImageColor.Luma"/>.</summary>
    public static void Luma(byte* pixels, int count, byte* target, bool isBlueFirst)
    {
        int red = isBlueFirst ? 2 : 0;
        for (int x = 0; x < count; x++, pixels += 3) target[x] = ImageColor.LumaOf(pixels[red], pixels[1], pixels[2 - red]);
    }
}
