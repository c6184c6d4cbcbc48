using System.Runtime.Intrinsics;

namespace MLNetNeural.Images.Resampling;

/// <content>Rows of four-byte pixels to other layouts.</content>
internal static unsafe partial class ResampleKernels
{
    /// <summary>Writes three bytes of each pixel one behind the other; the fourth is left out.</summary>
    /// <param name="pixels">4 bytes a pixel.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="target">3·count bytes; overwritten.</param>
    /// <param name="swaps">Whether the first and the third byte change places.</param>
    /// <param name="useVectors">Whether 128-bit shuffles are used; both ways give the same bytes.</param>
    public static void Interleave(byte* pixels, int count, byte* target, bool swaps, bool useVectors)
    {
        int x = 0;
        if (useVectors)
        {
            // Index 255 gives zero. Every store writes four bytes more than it fills, hence the pixels left for the loop behind.
            Vector128<byte> order = swaps
                ? Vector128.Create((byte)2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 255, 255, 255, 255)
                : Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
            for (; x <= count - 6; x += 4) Vector128.Shuffle(Vector128.Load(pixels + (4 * x)), order).Store(target + (3 * x));
        }

        int first = swaps ? 2 : 0;
        for (; x < count; x++)
        {
            target[3 * x] = pixels[(4 * x) + first];
            target[(3 * x) + 1] = pixels[(4 * x) + 1];
            target[(3 * x) + 2] = pixels[(4 * x) + 2 - first];
        }
    }

    /// <summary>The luma of each pixel; see <see cref="ImageColor.Luma"/>.</summary>
    public static void Luma(byte* pixels, int count, byte* target, bool isBlueFirst)
    {
        int red = isBlueFirst ? 2 : 0;
        for (int x = 0; x < count; x++, pixels += 4) target[x] = ImageColor.LumaOf(pixels[red], pixels[1], pixels[2 - red]);
    }
}
