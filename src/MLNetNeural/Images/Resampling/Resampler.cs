using System.Runtime.Intrinsics.X86;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Images.Resampling;

/// <summary>Resizes pictures exactly as Pillow does.</summary>
/// <remarks>Rows first, rounded to bytes, then columns; sums in integers with weights of 22 fractional bits
/// (Pillow, src/libImaging/Resample.c).</remarks>
internal static unsafe class Resampler
{
    /// <summary>Resizes a picture and writes it in a form.</summary>
    /// <param name="pixels">Width·height pixels of 4 bytes, rows from the top.</param>
    /// <param name="width">Width of the picture; at least 1.</param>
    /// <param name="height">Height of the picture; at least 1.</param>
    /// <param name="isBlueFirst">Whether a pixel's bytes are blue, green, red, alpha; otherwise red, green, blue, alpha.</param>
    /// <param name="form">Size, filter and order of the bytes.</param>
    /// <param name="target">As many bytes as the form has; overwritten.</param>
    /// <param name="useVectors">Whether vector kernels are used where the processor has them; both ways give the same bytes.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Resize(
        ReadOnlySpan<byte> pixels, int width, int height, bool isBlueFirst, PictureForm form, Span<byte> target, bool useVectors = true)
    {
        if (pixels.Length != (long)width * height * 4 || target.Length != form.Size)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes for {width} x {height} pixels and {target.Length} bytes for {form.Width} x {form.Height} "
                + "pixels do not fit.");
        }

        (AxisPlacement across, AxisPlacement down) = AxisPlacement.Of(form.Resizing, width, height, form.Width, form.Height);
        ResampleWeights rows = ResampleWeights.For(width, across, form.Filter);
        ResampleWeights columns = ResampleWeights.For(height, down, form.Filter);

        // Rows that no window reaches, as above and below a crop, are left alone.
        int firstRow = columns.Starts[0], rowCount = columns.Starts[^1] + columns.Counts[^1] - firstRow;
        int stride = RoundUp(across.Count * 4, ResampleKernels.ColumnBlock);
        using var scratch = new Scratch((long)stride * (rowCount + 1));
        fixed (byte* source = pixels, result = target)
        {
            byte* shortened = scratch.Pointer;
            bool useAvx2 = useVectors && Avx2.IsSupported;
            byte* from = source + ((nint)firstRow * width * 4);
            if (useAvx2 && rows.Packed is not null)
            {
                ResampleKernels.RowsAvx2(from, width * 4, shortened, stride, rowCount, rows);
            }
            else
            {
                ResampleKernels.RowsScalar(from, width * 4, shortened, stride, rowCount, rows);
            }

            var writer = new RowWriter(form, result, isBlueFirst, useVectors);
            if (across.Count < form.Width || down.Count < form.Height)
            {
                writer.Pad();
            }

            byte* row = shortened + ((nint)stride * rowCount), origin = shortened - ((nint)stride * firstRow);
            for (int y = 0; y < down.Count; y++)
            {
                if (useAvx2)
                {
                    ResampleKernels.ColumnsAvx2(origin, stride, row, across.Count * 4, columns, y);
                }
                else
                {
                    ResampleKernels.ColumnsScalar(origin, stride, row, across.Count * 4, columns, y);
                }

                writer.Write(row, across.Count, across.Offset, down.Offset + y);
            }
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
