using MLNetNeural.Networks.Persistence;
using SkiaSharp;

namespace MLNetNeural.Reports.Images;

/// <summary>An image of three bytes a pixel: red, green, blue, row by row from the top.</summary>
public sealed class RgbImage
{
    /// <summary>Makes an image.</summary>
    /// <param name="width">Pixels in a row; at least 1.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="pixels">The pixels, 3·width·height bytes; they are not copied.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != 3L * width * height)
        {
            throw new ArgumentException($"An image of {width}×{height} has {3L * width * height} bytes, got {pixels.Length}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels: red, green, blue.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The image as a PNG file.</summary>
    public byte[] ToPng()
    {
        using SKImage image = ToSkia();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(ToPng()), flushToDisk: false);

    /// <summary>How SkiaSharp holds such an image: with an unused fourth byte in each pixel.</summary>
    internal static SKImageInfo SkiaInfo(int width, int height) => new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);

    /// <summary>The pixels of a bitmap made by <see cref="SkiaInfo"/>.</summary>
    internal static RgbImage FromSkia(SKBitmap bitmap)
    {
        ReadOnlySpan<byte> from = bitmap.GetPixelSpan();
        byte[] pixels = new byte[from.Length / 4 * 3];
        for (int i = 0; i < from.Length / 4; i++) from.Slice(4 * i, 3).CopyTo(pixels.AsSpan(3 * i));
        return new RgbImage(bitmap.Width, bitmap.Height, pixels);
    }

    /// <summary>A copy for SkiaSharp.</summary>
    internal SKImage ToSkia()
    {
        byte[] pixels = new byte[4 * Width * Height];
        for (int i = 0; i < Width * Height; i++) Pixels.Span.Slice(3 * i, 3).CopyTo(pixels.AsSpan(4 * i));
        return SKImage.FromPixelCopy(SkiaInfo(Width, Height), pixels);
    }
}
