using Microsoft.ML.Data;

namespace MLNetNeural.Images.Resampling;

/// <summary>The pixels of an image where they lie in memory, rows from the top.</summary>
internal readonly ref struct ImageRows
{
    /// <summary>Bytes of a pixel: three colors, and one that is not used.</summary>
    public const int BytesPerPixel = 4;

    /// <summary>Describes rows.</summary>
    /// <param name="bytes">The rows, up to the last pixel at least.</param>
    /// <param name="width">Width of the image; at least 1.</param>
    /// <param name="height">Height of the image; at least 1.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="isBlueFirst">Whether a pixel's bytes are blue, green, red, and one that is not used; otherwise red, green, blue.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public ImageRows(ReadOnlySpan<byte> bytes, int width, int height, int stride, bool isBlueFirst)
    {
        long row = (long)width * BytesPerPixel;
        if (stride < row || bytes.Length < ((height - 1L) * stride) + row)
        {
            throw new ArgumentException(
                $"{bytes.Length} bytes in rows of {stride} do not fit {width} x {height} pixels of {BytesPerPixel} bytes.", nameof(bytes));
        }

        Bytes = bytes;
        (Width, Height, Stride, IsBlueFirst) = (width, height, stride, isBlueFirst);
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public int Width { get; }

    public int Height { get; }

    public int Stride { get; }

    public bool IsBlueFirst { get; }

    /// <summary>The rows of an image, valid until it is disposed of.</summary>
    public static ImageRows Of(MLImage image)
    {
        ReadOnlySpan<byte> bytes = image.Pixels;
        return new ImageRows(
            bytes, image.Width, image.Height, bytes.Length / image.Height, image.PixelFormat == MLPixelFormat.Bgra32);
    }
}
