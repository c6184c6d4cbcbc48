using System.Runtime.Intrinsics.X86;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Images.Resampling;

/// <summary>Resizes an image exactly as Pillow does, from rows as they come from a decoder.</summary>
/// <remarks>Rows first, rounded to bytes, then columns; sums in integers with weights of 22 fractional bits
/// (Pillow, src/libImaging/Resample.c).</remarks>
internal readonly unsafe ref struct Resampler
{
    private readonly ImageForm _form;
    private readonly AxisPlacement _across, _down;
    private readonly ResampleWeights _rows, _columns;
    private readonly bool _isBlueFirst, _useVectors, _useAvx2;

    // Shortened rows, and one more for a row of the result.
    private readonly Scratch _shortened;
    private readonly int _firstRow, _rowCount, _stride;

    /// <summary>Begins with an image.</summary>
    /// <param name="form">Size, filter and order of the bytes of the result.</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="height">Height of the image.</param>
    /// <param name="isBlueFirst">As of <see cref="ImageRows"/>.</param>
    /// <param name="useVectors">Whether vector kernels are used where the processor has them; both ways give the same bytes.</param>
    public Resampler(ImageForm form, int width, int height, bool isBlueFirst, bool useVectors = true)
    {
        (_form, _isBlueFirst, _useVectors, _useAvx2) = (form, isBlueFirst, useVectors, useVectors && Avx2.IsSupported);
        (_across, _down) = AxisPlacement.Of(form.Resizing, width, height, form.Width, form.Height);
        _rows = ResampleWeights.For(width, _across, form.Filter);
        _columns = ResampleWeights.For(height, _down, form.Filter);

        // Rows that no window reaches, as above and below a crop, are left out.
        _firstRow = _columns.Starts[0];
        _rowCount = _columns.Starts[^1] + _columns.Counts[^1] - _firstRow;
        _stride = RoundUp((3 * _across.Count) + ResampleKernels.BytesBeyond, ResampleKernels.ColumnBlock);
        _shortened = new Scratch((long)_stride * (_rowCount + 1));
    }

    /// <summary>Resizes an image and writes it in a form.</summary>
    /// <param name="image">The image.</param>
    /// <param name="form">Size, filter and order of the bytes.</param>
    /// <param name="target">As many bytes as the form has; overwritten.</param>
    /// <param name="useVectors">Whether vector kernels are used where the processor has them; both ways give the same bytes.</param>
    /// <exception cref="ArgumentException">The length of the target does not fit.</exception>
    public static void Resize(ImageRows image, ImageForm form, Span<byte> target, bool useVectors = true)
    {
        using var resampler = new Resampler(form, image.Width, image.Height, image.IsBlueFirst, useVectors);
        fixed (byte* pixels = image.Bytes) resampler.Add(pixels, image.Stride, 0, image.Height);
        resampler.WriteTo(target);
    }

    /// <summary>Takes rows of the image. Each is to be taken once, in any order.</summary>
    /// <param name="pixels">The rows.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="first">Which row of the image the first one is.</param>
    /// <param name="count">How many there are.</param>
    public void Add(byte* pixels, nint stride, int first, int count)
    {
        int from = Math.Max(first, _firstRow), rows = Math.Min(first + count, _firstRow + _rowCount) - from;
        if (rows <= 0) return;
        byte* source = pixels + (stride * (from - first)), target = _shortened.Pointer + ((nint)_stride * (from - _firstRow));
        if (_useAvx2 && _rows.Packed is not null)
        {
            ResampleKernels.RowsAvx2(source, stride, target, _stride, rows, _rows);
        }
        else
        {
            ResampleKernels.RowsScalar(source, stride, target, _stride, rows, _rows);
        }
    }

    /// <summary>Writes the result, when all rows have been taken.</summary>
    /// <param name="target">As many bytes as the form has; overwritten.</param>
    /// <exception cref="ArgumentException">The length of the target does not fit.</exception>
    public void WriteTo(Span<byte> target)
    {
        if (target.Length != _form.Size)
        {
            throw new ArgumentException($"{target.Length} bytes do not fit {_form.Width} x {_form.Height} pixels.", nameof(target));
        }

        fixed (byte* result = target)
        {
            var writer = new RowWriter(_form, result, _isBlueFirst, _useVectors);
            if (_across.Count < _form.Width || _down.Count < _form.Height)
            {
                writer.Pad();
            }

            int bytes = 3 * _across.Count;
            byte* row = _shortened.Pointer + ((nint)_stride * _rowCount), origin = _shortened.Pointer - ((nint)_stride * _firstRow);
            for (int y = 0; y < _down.Count; y++)
            {
                if (_useAvx2)
                {
                    ResampleKernels.ColumnsAvx2(origin, _stride, row, bytes, _columns, y);
                }
                else
                {
                    ResampleKernels.ColumnsScalar(origin, _stride, row, bytes, _columns, y);
                }

                writer.Write(row, _across.Count, _across.Offset, _down.Offset + y);
            }
        }
    }

    public void Dispose() => _shortened.Dispose();

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
