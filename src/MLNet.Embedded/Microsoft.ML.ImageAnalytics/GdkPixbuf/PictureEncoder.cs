using System.Buffers;
using Microsoft.ML.Data;
using Microsoft.ML.ImageAnalytics.Decoding;

namespace Microsoft.ML.ImageAnalytics.GdkPixbuf;

/// <summary>Writes pictures as PNG or JPEG.</summary>
internal static unsafe class PictureEncoder
{
    // The extensions ML.NET knows; it can write only some of them, and says so of the others.
    private static readonly string[] KnownExtensions =
        [".bmp", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".astc", ".avif", ".dng", ".heif", ".ktx", ".pkm", ".wbmp", ".webp"];

    /// <summary>Writes a picture of four bytes a pixel.</summary>
    public static void Save(string path, int width, int height, MLPixelFormat format, ReadOnlySpan<byte> pixels)
    {
        string type = TypeOf(path);
        if (format == MLPixelFormat.Rgba32)
        {
            SaveRgba(path, type, width, height, pixels);
            return;
        }

        byte[] rgba = ArrayPool<byte>.Shared.Rent(pixels.Length);
        PixelLayout.SwapRedAndBlue(pixels, rgba.AsSpan(0, pixels.Length));
        SaveRgba(path, type, width, height, rgba);
        ArrayPool<byte>.Shared.Return(rgba);
    }

    private static string TypeOf(string path)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        return extension switch
        {
            ".png" => "png",
            ".jpg" or ".jpeg" => "jpeg",
            _ when KnownExtensions.Contains(extension) => throw new ArgumentException(
                $"Saving image with the format '{extension}' is not supported. Try save it with `Jpeg` or `Png` format.", nameof(path)),
            _ => throw new ArgumentException("Path has invalid image file extension.", nameof(path)),
        };
    }

    private static void SaveRgba(string path, string type, int width, int height, ReadOnlySpan<byte> pixels)
    {
        fixed (byte* data = pixels, quality = "quality\0"u8, best = "100\0"u8)
        {
            // Both lists end with null; PNG has no option.
            byte** keys = stackalloc byte*[] { type == "jpeg" ? quality : null, null };
            byte** values = stackalloc byte*[] { type == "jpeg" ? best : null, null };
            using PixbufHandle pixbuf = Native.NewFromData(data, 0, 1, 8, width, height, width * 4, 0, 0);
            if (Native.Save(pixbuf, path, type, keys, values, out nint error) == 0)
            {
                throw new IOException($"The picture '{path}' cannot be written: {Native.TakeMessage(error)?.TrimEnd('.')}.");
            }
        }
    }
}
