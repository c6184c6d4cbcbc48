using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.Decoding;

/// <summary>A picture as its decoder left it: rows from the top, each pixel red, green, blue, and alpha where it has one.</summary>
/// <param name="owner">Owns the memory of the rows; disposed with the picture.</param>
/// <param name="rows">Where the first row begins.</param>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="stride">Bytes from one row to the next.</param>
/// <param name="bytesPerPixel">3 or 4; alpha is the fourth.</param>
internal sealed unsafe class DecodedPicture(SafeHandle owner, byte* rows, int width, int height, int stride, int bytesPerPixel) : IDisposable
{
    /// <summary>Width in pixels.</summary>
    public int Width => width;

    /// <summary>Height in pixels.</summary>
    public int Height => height;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride => stride;

    /// <summary>3 or 4; alpha is the fourth.</summary>
    public int BytesPerPixel => bytesPerPixel;

    /// <summary>The bytes up to the last pixel, valid until the picture is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The picture has been disposed.</exception>
    public ReadOnlySpan<byte> Rows
    {
        get
        {
            ObjectDisposedException.ThrowIf(owner.IsClosed, this);

            // Behind the last pixel a row may end before the next one would begin.
            return new ReadOnlySpan<byte>(rows, (stride * (height - 1)) + (width * bytesPerPixel));
        }
    }

    /// <summary>The pixels as blue, green, red, alpha, without the gaps between rows.</summary>
    public PixelMemory ToBgra()
    {
        ReadOnlySpan<byte> source = Rows;
        PixelMemory pixels = PixelMemory.Allocate(width * height * 4);
        Span<byte> target = pixels.Span;
        for (int y = 0; y < height; y++)
        {
            PixelLayout.ToBgra(source.Slice(y * stride, width * bytesPerPixel), target.Slice(y * width * 4, width * 4));
        }

        return pixels;
    }

    /// <summary>Releases the memory.</summary>
    public void Dispose() => owner.Dispose();
}
