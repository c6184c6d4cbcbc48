using System.Reflection;
using Microsoft.ML.Data;

namespace MLNetNeural.Images;

/// <summary>The rows of an image as its decoder left them, where <see cref="MLImage"/> hands them out; otherwise its public pixels, which may be a copy.</summary>
internal static class DecodedRows
{
    private static readonly Lazy<Reader?> Member = new(() =>
        typeof(MLImage).GetMethod("DecodedRows", BindingFlags.Instance | BindingFlags.NonPublic) is { } method
            ? (Reader?)Delegate.CreateDelegate(typeof(Reader), method, throwOnBindFailure: false)
            : null);

    private delegate ReadOnlySpan<byte> Reader(MLImage image, out int stride, out int bytesPerPixel, out bool isBlueFirst);

    /// <summary>The rows.</summary>
    /// <param name="image">An image; the rows are valid until it is disposed or asked for its pixels.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="bytesPerPixel">3 or 4; alpha is the fourth.</param>
    /// <param name="isBlueFirst">Whether a pixel begins with blue; otherwise with red.</param>
    public static ReadOnlySpan<byte> Of(MLImage image, out int stride, out int bytesPerPixel, out bool isBlueFirst)
    {
        if (Member.Value is { } read) return read(image, out stride, out bytesPerPixel, out isBlueFirst);
        (stride, bytesPerPixel, isBlueFirst) = (4 * image.Width, 4, image.PixelFormat == MLPixelFormat.Bgra32);
        return image.Pixels;
    }
}
