using Microsoft.ML.ImageAnalytics.Decoding;

namespace Microsoft.ML.ImageAnalytics.TurboJpeg;

/// <summary>Decodes ordinary JPEGs from memory, where the system has TurboJPEG.</summary>
/// <remarks>It only saves time. TurboJPEG and gdk-pixbuf's JPEG reader are libjpeg underneath, with the same settings: the accurate cosine
/// transform and smooth upsampling of colours. Whatever is not quite in order is left to gdk-pixbuf, so that what is accepted, and in which
/// words it is refused, does not depend on the library.</remarks>
internal static unsafe class JpegDecoder
{
    // As turbojpeg.h has them.
    private const int ColorspaceRgb = 0, ColorspaceYCbCr = 1, ColorspaceGray = 2;
    private const int PixelFormatRgb = 0;
    private const int StopOnWarning = 8192;

    /// <summary>Decodes a JPEG.</summary>
    /// <param name="encoded">The whole file, whose end has been found.</param>
    /// <returns>The picture, which the caller disposes; null when the library is missing, is not for such files, or finds
    /// a fault, be it one that it only warns of.</returns>
    public static DecodedPicture? TryDecode(ReadOnlySpan<byte> encoded)
    {
        if (!Native.IsThere)
        {
            return null;
        }

        using DecompressorHandle decompressor = new();
        fixed (byte* jpeg = encoded)
        {
            if (decompressor.IsInvalid
                || Native.DecompressHeader(decompressor, jpeg, encoded.Length, out int width, out int height, out _, out int colorspace) != 0)
            {
                return null;
            }

            bool isOrdinary = colorspace is ColorspaceRgb or ColorspaceYCbCr or ColorspaceGray && PictureFault.IsAllowed(width, height);
            return isOrdinary ? TryDecode(decompressor, jpeg, encoded.Length, width, height) : null;
        }
    }

    private static DecodedPicture? TryDecode(DecompressorHandle decompressor, byte* jpeg, int length, int width, int height)
    {
        int stride = width * 3;
        PixelMemory pixels = PixelMemory.Allocate(stride * height);
        byte* rows = (byte*)pixels.DangerousGetHandle();
        if (Native.Decompress(decompressor, jpeg, length, rows, width, stride, height, PixelFormatRgb, StopOnWarning) != 0)
        {
            pixels.Dispose();
            return null;
        }

        return new DecodedPicture(pixels, rows, width, height, stride, bytesPerPixel: 3);
    }
}
