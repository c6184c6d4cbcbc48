using System.Runtime.Intrinsics.X86;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Images.Resampling;

/// <summary>Resizes images exactly as Pillow does.</summary>
/// <remarks>Rows first, rounded to bytes, then columns; sums in integers with weights of 22 fractional bits
/// (Pillow, src/libImaging/Resample.c).</remarks>
internal static unsafe class Resampler
{
    /// <summary>Resizes an image and writes it in a form.</summary>
    /// <param name="image">The image.</param>
    /// <param name="form">Size, filter and order of the bytes.</param>
    /// <param name="target">As many bytes as the form has; overwritten.</param>
    /// <param name="useVectors">Whether vector kernels are used where the processor has them; both ways give the same bytes.</param>
    /// <exception cref="ArgumentException">The length of the target does not fit.</exception>
    public static void Resize(ImageRows image, ImageForm form, Span<byte> target, bool useVectors = true)
    {
        if (target.Length != form.Size)
        {
            throw new ArgumentException($"{target.Length} bytes do not fit {form.Width} x {form.Height} pixels.", nameof(target));
        }

        (AxisPlacement across, AxisPlacement down) = AxisPlacement.Of(form.Resizing, image.Width, image.Height, form.Width, form.Height);
        ResampleWeights rows = ResampleWeights.For(image.Width, across, form.Filter);
        ResampleWeights columns = ResampleWeights.For(image.Height, down, form.Filter);

        // Rows that no window reaches, as above and below a crop, are left alone.
        int firstRow = columns.Starts[0], rowCount = columns.Starts[^1] + columns.Counts[^1] - firstRow;
        int bytes = 3 * across.Count, stride = RoundUp(bytes + ResampleKernels.BytesBeyond, ResampleKernels.ColumnBlock);
        using var scratch = new Scratch((long)stride * (rowCount + 1));
        fixed (byte* result = target)
        {
            byte* shortened = scratch.Pointer;
            bool useAvx2 = useVectors && Avx2.IsSupported;
            ShortenRows(image, firstRow, rowCount, rows, shortened, stride, useAvx2);

            var writer = new RowWriter(form, result, image.IsBlueFirst, useVectors);
            if (across.Count < form.Width || down.Count < form.Height)
            {
                writer.Pad();
            }

            byte* row = shortened + ((nint)stride * rowCount), origin = shortened - ((nint)stride * firstRow);
            for (int y = 0; y < down.Count; y++)
            {
                if (useAvx2)
                {
                    ResampleKernels.ColumnsAvx2(origin, stride, row, bytes, columns, y);
                }
                else
                {
                    ResampleKernels.ColumnsScalar(origin, stride, row, bytes, columns, y);
                }

                writer.Write(row, across.Count, across.Offset, down.Offset + y);
            }
        }
    }

    /// <summary>The pass over rows.</summary>
    private static void ShortenRows(ImageRows image, int first, int count, ResampleWeights weights, byte* target, int targetStride, bool useAvx2)
    {
        fixed (byte* pixels = image.Bytes)
        {
            byte* source = pixels + ((nint)first * image.Stride);
            if (!useAvx2 || weights.Packed is null)
            {
                ResampleKernels.RowsScalar(source, image.Stride, image.BytesPerPixel, target, targetStride, count, weights);
            }
            else if (image.BytesPerPixel == 4 || first + count < image.Height)
            {
                ResampleKernels.RowsAvx2(source, image.Stride, image.BytesPerPixel, target, targetStride, count, weights);
            }
            else
            {
                // Behind the last row there may be nothing to read.
                int last = count - 1, bytes = image.Width * image.BytesPerPixel;
                using var copy = new Scratch(bytes + ResampleKernels.BytesBehind);
                Buffer.MemoryCopy(source + ((nint)last * image.Stride), copy.Pointer, bytes, bytes);
                ResampleKernels.RowsAvx2(source, image.Stride, image.BytesPerPixel, target, targetStride, last, weights);
                ResampleKernels.RowsAvx2(
                    copy.Pointer, bytes, image.BytesPerPixel, target + ((nint)last * targetStride), targetStride, 1, weights);
            }
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
