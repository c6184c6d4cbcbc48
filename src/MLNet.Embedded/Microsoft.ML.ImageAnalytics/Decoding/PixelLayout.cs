using System.Runtime.Intrinsics;

namespace Microsoft.ML.ImageAnalytics.Decoding;

/// <summary>Reorders the bytes of pixels.</summary>
internal static class PixelLayout
{
    /// <summary>Rows of red, green, blue (and alpha) to blue, green, red, alpha; missing alpha becomes 255.</summary>
    /// <param name="source">3 or 4 bytes a pixel.</param>
    /// <param name="target">4 bytes a pixel; overwritten.</param>
    public static void ToBgra(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length == target.Length)
        {
            SwapRedAndBlue(source, target);
        }
        else
        {
            AddAlpha(source, target);
        }
    }

    /// <summary>Exchanges the first and the third byte of every four.</summary>
    public static void SwapRedAndBlue(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var swap = Vector128.Create((byte)2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15);
        int i = 0;
        for (; i <= target.Length - 16; i += 16)
        {
            Vector128.Shuffle(Vector128.Create(source[i..]), swap).CopyTo(target[i..]);
        }

        for (; i < target.Length; i += 4)
        {
            (target[i], target[i + 1], target[i + 2], target[i + 3]) = (source[i + 2], source[i + 1], source[i], source[i + 3]);
        }
    }

    private static unsafe void AddAlpha(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // Index 255 gives zero, which the alpha mask fills.
        var spread = Vector128.Create((byte)2, 1, 0, 255, 5, 4, 3, 255, 8, 7, 6, 255, 11, 10, 9, 255);
        Vector128<byte> opaque = Vector128.Create(0xFF000000).AsByte();
        int pixels = target.Length / 4, x = 0;
        fixed (byte* from = source, to = target)
        {
            // Every load takes four bytes more than it uses, hence the pixels left for the loop behind.
            for (; x <= pixels - 18; x += 16)
            {
                byte* rgb = from + (3L * x), bgra = to + (4L * x);
                (Vector128.Shuffle(Vector128.Load(rgb), spread) | opaque).Store(bgra);
                (Vector128.Shuffle(Vector128.Load(rgb + 12), spread) | opaque).Store(bgra + 16);
                (Vector128.Shuffle(Vector128.Load(rgb + 24), spread) | opaque).Store(bgra + 32);
                (Vector128.Shuffle(Vector128.Load(rgb + 36), spread) | opaque).Store(bgra + 48);
            }

            for (; x < pixels; x++)
            {
                byte* rgb = from + (3L * x);
                ((uint*)to)[x] = 0xFF000000u | ((uint)rgb[0] << 16) | ((uint)rgb[1] << 8) | rgb[2];
            }
        }
    }
}
