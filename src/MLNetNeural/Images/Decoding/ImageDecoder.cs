using SkiaSharp;

namespace MLNetNeural.Images.Decoding;

/// <summary>Decodes an encoded image that lies in memory, with SkiaSharp.</summary>
/// <remarks>The pixels are those of the file: neither premultiplied by alpha nor brought to another color space, as Pillow leaves them.</remarks>
internal readonly unsafe ref struct ImageDecoder
{
    /// <summary>The formats that are read and tested.</summary>
    public const string Formats = "JPEG, PNG, GIF, BMP and WebP";

    private readonly SKData _data;
    private readonly SKCodec? _codec;

    /// <summary>Reads what the file says of itself; no memory is taken for pixels.</summary>
    /// <param name="file">The file's first byte; it stays where it is until the decoder is disposed of.</param>
    /// <param name="length">Its length.</param>
    public ImageDecoder(byte* file, int length)
    {
        _data = SKData.Create((nint)file, length);

        // The codec takes the stream over, also where it fails.
        _codec = SKCodec.Create(new SKMemoryStream(_data), out SKCodecResult result);
        if (_codec is null) Fault = CodecFault.OfHeader(new ReadOnlySpan<byte>(file, length), result);
    }

    /// <summary>Bytes of a decoded pixel: red, green, blue, alpha.</summary>
    public static int BytesPerPixel => 4;

    /// <summary>Why the image cannot be decoded, in plain words; null when its header could be read.</summary>
    public string? Fault { get; }

    /// <summary>Width, as the file declares it; at least 1.</summary>
    public int Width => _codec!.Info.Width;

    /// <summary>Height, as the file declares it; at least 1.</summary>
    public int Height => _codec!.Info.Height;

    /// <summary>How the image is to be turned.</summary>
    public SKEncodedOrigin Origin => _codec!.EncodedOrigin;

    /// <summary>Whether the pixels can be decoded some rows at a time, which keeps them in the processor's cache.</summary>
    public bool HasRows => _codec!.EncodedFormat == SKEncodedImageFormat.Jpeg;

    // Without a color space in the target none is converted to.
    private SKImageInfo Pixels => new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);

    /// <summary>Decodes the pixels, of an animation those of the first frame.</summary>
    /// <param name="pixels"><see cref="BytesPerPixel"/>·width·height bytes; overwritten.</param>
    /// <returns>Why it failed, in plain words; null when it did not.</returns>
    public string? Decode(byte* pixels) => FaultOf(_codec!.GetPixels(Pixels, (nint)pixels));

    /// <summary>Begins to decode rows from the top, where the image <see cref="HasRows"/>.</summary>
    /// <returns>Why it failed, in plain words; null when it did not.</returns>
    public string? StartRows() => FaultOf(_codec!.StartScanlineDecode(Pixels));

    /// <summary>Decodes the next rows.</summary>
    /// <param name="pixels"><see cref="BytesPerPixel"/>·width·count bytes; overwritten.</param>
    /// <param name="count">How many; no more than are left.</param>
    /// <returns>Why it failed, in plain words; null when it did not.</returns>
    public string? DecodeRows(byte* pixels, int count)
        => FaultOf(_codec!.GetScanlines((nint)pixels, count, BytesPerPixel * Width) == count ? SKCodecResult.Success : SKCodecResult.IncompleteInput);

    public void Dispose()
    {
        _codec?.Dispose();
        _data.Dispose();
    }

    private static string? FaultOf(SKCodecResult result) => result == SKCodecResult.Success ? null : CodecFault.OfPixels(result);
}
