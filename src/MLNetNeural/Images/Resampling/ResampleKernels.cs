using System.Runtime.CompilerServices;

namespace MLNetNeural.Images.Resampling;

/// <summary>The two passes of a resize in Pillow's integers; the definition that the vector kernels are tested against.</summary>
internal static unsafe partial class ResampleKernels
{
    private const int Half = 1 << (ResampleWeights.PrecisionBits - 1);

    /// <summary>Resizes rows: target[x] = clip((Σⱼ wⱼ·source[start(x) + j] + 2²¹) ≫ 22), for each color of a pixel.</summary>
    /// <param name="source">First row, 4 bytes a pixel; the fourth is left out.</param>
    /// <param name="sourceStride">Bytes from one source row to the next.</param>
    /// <param name="target">First row of the result, 3 bytes a pixel; overwritten.</param>
    /// <param name="targetStride">Bytes from one target row to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="weights">Windows for the length of a row.</param>
    public static void RowsScalar(
        byte* source, nint sourceStride, byte* target, nint targetStride, int rows, ResampleWeights weights)
    {
        for (int y = 0; y < rows; y++, source += sourceStride, target += targetStride)
        {
            for (int x = 0; x < weights.TargetLength; x++)
            {
                ReadOnlySpan<int> window = weights.Weights.AsSpan(x * weights.Stride, weights.Counts[x]);
                byte* pixel = source + (weights.Starts[x] * ImageRows.BytesPerPixel);
                int c0 = Half, c1 = Half, c2 = Half;
                for (int j = 0; j < window.Length; j++, pixel += ImageRows.BytesPerPixel)
                {
                    c0 += window[j] * pixel[0];
                    c1 += window[j] * pixel[1];
                    c2 += window[j] * pixel[2];
                }

                byte* result = target + (x * 3);
                result[0] = Clip(c0);
                result[1] = Clip(c1);
                result[2] = Clip(c2);
            }
        }
    }

    /// <summary>Makes one resized row: target[x] = clip((Σⱼ wⱼ·source[start(y) + j, x] + 2²¹) ≫ 22), byte by byte.</summary>
    /// <param name="source">First row of all source rows.</param>
    /// <param name="sourceStride">Bytes from one source row to the next.</param>
    /// <param name="target">The row to make; overwritten.</param>
    /// <param name="bytes">Bytes in a row.</param>
    /// <param name="weights">Windows for the length of a column.</param>
    /// <param name="y">Which row to make.</param>
    public static void ColumnsScalar(byte* source, nint sourceStride, byte* target, int bytes, ResampleWeights weights, int y)
    {
        ReadOnlySpan<int> window = weights.Weights.AsSpan(y * weights.Stride, weights.Counts[y]);
        byte* first = source + (weights.Starts[y] * sourceStride);
        for (int x = 0; x < bytes; x++)
        {
            int sum = Half;
            for (int j = 0; j < window.Length; j++)
            {
                sum += window[j] * first[(j * sourceStride) + x];
            }

            target[x] = Clip(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResampleWeights.PrecisionBits, 0, 255);
}
