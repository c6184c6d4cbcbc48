using System.Buffers;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Images.Resampling;

/// <summary>Resizes pictures exactly as Pillow does, and hands out one plane per channel.</summary>
/// <remarks>Rows first, rounded to bytes, then columns; sums in integers with weights of 22 fractional bits
/// (Pillow, src/libImaging/Resample.c).</remarks>
internal static unsafe class Resampler
{
    /// <summary>Stretches a picture to a size and writes its red, green and blue plane one behind the other.</summary>
    /// <param name="pixels">Width·height pixels of 4 bytes, rows from the top.</param>
    /// <param name="width">Width of the picture; at least 1.</param>
    /// <param name="height">Height of the picture; at least 1.</param>
    /// <param name="isBlueFirst">Whether a pixel's bytes are blue, green, red, alpha; otherwise red, green, blue, alpha.</param>
    /// <param name="planes">3·targetWidth·targetHeight bytes; overwritten.</param>
    /// <param name="targetWidth">Width of the result; at least 1.</param>
    /// <param name="targetHeight">Height of the result; at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="useVectors">Whether vector kernels are used where the processor has them; both ways give the same bytes.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void ToPlanes(
        ReadOnlySpan<byte> pixels, int width, int height, bool isBlueFirst, Span<byte> planes, int targetWidth, int targetHeight,
        ResampleFilter filter, bool useVectors = true)
    {
        if (pixels.Length != (long)width * height * 4 || planes.Length != 3L * targetWidth * targetHeight)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes for {width} x {height} pixels and {planes.Length} bytes for {targetWidth} x {targetHeight} "
                + "pixels do not fit.");
        }

        ResampleWeights rows = ResampleWeights.For(width, targetWidth, filter);
        ResampleWeights columns = ResampleWeights.For(height, targetHeight, filter);
        int stride = RoundUp(targetWidth * 4, ResampleKernels.ColumnBlock);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(checked(stride * (height + 1)));
        fixed (byte* source = pixels, shortened = scratch, target = planes)
        {
            bool useAvx2 = useVectors && Avx2.IsSupported;
            if (useAvx2 && rows.Packed is not null)
            {
                ResampleKernels.RowsAvx2(source, width * 4, shortened, stride, height, rows);
            }
            else
            {
                ResampleKernels.RowsScalar(source, width * 4, shortened, stride, height, rows);
            }

            byte* row = shortened + ((nint)stride * height);
            int plane = targetWidth * targetHeight;
            byte* red = target + (isBlueFirst ? 2 * plane : 0), blue = target + (isBlueFirst ? 0 : 2 * plane);
            for (int y = 0; y < targetHeight; y++)
            {
                int done = y * targetWidth;
                if (useAvx2)
                {
                    ResampleKernels.ColumnsAvx2(shortened, stride, row, targetWidth * 4, columns, y);
                }
                else
                {
                    ResampleKernels.ColumnsScalar(shortened, stride, row, targetWidth * 4, columns, y);
                }

                if (useVectors && Vector128.IsHardwareAccelerated)
                {
                    ResampleKernels.SplitVector(row, targetWidth, red + done, target + plane + done, blue + done);
                }
                else
                {
                    ResampleKernels.SplitScalar(row, targetWidth, red + done, target + plane + done, blue + done);
                }
            }
        }

        ArrayPool<byte>.Shared.Return(scratch);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
