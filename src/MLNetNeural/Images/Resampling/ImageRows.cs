using Microsoft.ML.Data;

namespace MLNetNeural.Images.Resampling;

/// <summary>The pixels of an image where they lie in memory, rows from the top.</summary>
internal readonly ref struct ImageRows
{
    /// <summary>Describes rows.</summary>
    /// <param name="bytes">The rows, up to the last pixel at least.</param>
    /// <param name="width">Width of the image; at least 1.</param>
    /// <param name="height">Height of the image; at least 1.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="bytesPerPixel">3 or 4.</param>
    /// <param name="isBlueFirst">Whether a pixel's bytes are blue, green, red (and one that is not used); otherwise red, green, blue.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public ImageRows(ReadOnlySpan<byte> bytes, int width, int height, int stride, int bytesPerPixel, bool isBlueFirst)
    {
        long row = (long)width * bytesPerPixel;
        if (bytesPerPixel is not (3 or 4) || stride < row || bytes.Length < ((height - 1L) * stride) + row)
        {
            throw new ArgumentException(
                $"{bytes.Length} bytes in rows of {stride} do not fit {width} x {height} pixels of {bytesPerPixel} bytes.", nameof(bytes));
        }

        Bytes = bytes;
        (Width, Height, Stride, BytesPerPixel, IsBlueFirst) = (width, height, stride, bytesPerPixel, isBlueFirst);
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public int Width { get; }

    public int Height { get; }

    public int Stride { get; }

    public int BytesPerPixel { get; }

    public bool IsBlueFirst { get; }

    /// <summary>The rows of an image, valid until it is disposed of.</summary>
    public static ImageRows Of(MLImage image)
    {
        ReadOnlySpan<byte> bytes = image.Pixels;
        return new ImageRows(
            bytes, image.Width, image.Height, bytes.Length / image.Height, bytesPerPixel: 4, image.PixelFormat == MLPixelFormat.Bgra32);
    }
}
