using Microsoft.ML.ImageAnalytics.Decoding;
using Microsoft.ML.ImageAnalytics.GdkPixbuf;

namespace Microsoft.ML.Data;

/// <summary>A picture in memory: rows from the top, pixels from the left, four bytes a pixel.</summary>
/// <remarks>Pictures are decoded and encoded by the system's gdk-pixbuf; ordinary JPEGs are decoded by TurboJPEG where the system has it,
/// which is faster and gives the same pixels. Colours are not multiplied by alpha. The content of a file decides on its format, not its
/// name; of an animation the first frame counts.</remarks>
public sealed class MLImage : IDisposable
{
    private const int BytesPerPixel = 4;

    private readonly int _width;
    private readonly int _height;
    private readonly MLPixelFormat _pixelFormat;
    private readonly Lock _conversion = new();
    private DecodedPicture? _decoded;
    private PixelMemory? _pixels;
    private string? _tag;

    private MLImage(int width, int height, MLPixelFormat pixelFormat, PixelMemory pixels)
    {
        _width = width;
        _height = height;
        _pixelFormat = pixelFormat;
        _pixels = pixels;
    }

    private MLImage(DecodedPicture decoded)
    {
        _width = decoded.Width;
        _height = decoded.Height;
        _pixelFormat = MLPixelFormat.Bgra32;
        _decoded = decoded;
    }

    /// <summary>Width in pixels.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public int Width => WhenAlive(_width);

    /// <summary>Height in pixels.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public int Height => WhenAlive(_height);

    /// <summary>Order of the bytes of a pixel; <see cref="MLPixelFormat.Bgra32"/> for decoded pictures.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public MLPixelFormat PixelFormat => WhenAlive(_pixelFormat);

    /// <summary>Bits a pixel takes: 32.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public int BitsPerPixel => WhenAlive(BytesPerPixel * 8);

    /// <summary>The picture's memory, Width·Height·4 bytes, valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public ReadOnlySpan<byte> Pixels => Converted().Span;

    /// <summary>A copy of the picture as blue, green, red; three bytes a pixel, alpha left out.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public byte[] GetBGRPixels
    {
        get
        {
            ReadOnlySpan<byte> pixels = Pixels;
            byte[] bgr = new byte[_width * _height * 3];
            int blue = _pixelFormat == MLPixelFormat.Bgra32 ? 0 : 2;
            for (int from = 0, to = 0; to < bgr.Length; from += BytesPerPixel, to += 3)
            {
                bgr[to] = pixels[from + blue];
                bgr[to + 1] = pixels[from + 1];
                bgr[to + 2] = pixels[from + 2 - blue];
            }

            return bgr;
        }
    }

    /// <summary>A note of the caller's own that travels with the picture.</summary>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    public string? Tag
    {
        get => WhenAlive(_tag);
        set
        {
            Alive();
            _tag = value;
        }
    }

    /// <summary>Decodes a picture file.</summary>
    /// <param name="imagePath">Path of the file.</param>
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="imagePath"/> is null.</exception>
    /// <exception cref="ArgumentException">The file is missing or unreadable, is not a picture, is damaged or cut short, or is
    /// larger than 16,384 pixels a side; the message names the file and the decoder's reason.</exception>
    /// <exception cref="DllNotFoundException">gdk-pixbuf is not installed; the message names the package.</exception>
    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        return new MLImage(PictureDecoder.DecodeFile(imagePath));
    }

    /// <summary>Decodes a picture from the rest of a stream.</summary>
    /// <param name="imageStream">A readable stream; it is read to its end and left open.</param>
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="imageStream"/> is null.</exception>
    /// <exception cref="ArgumentException">What the stream holds is not a picture, is damaged or cut short, or is larger than
    /// 16,384 pixels a side.</exception>
    /// <exception cref="DllNotFoundException">gdk-pixbuf is not installed; the message names the package.</exception>
    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        return new MLImage(PictureDecoder.DecodeStream(imageStream));
    }

    /// <summary>Makes a picture from its pixels, which are copied.</summary>
    /// <param name="width">Width in pixels; at least 1.</param>
    /// <param name="height">Height in pixels; at least 1.</param>
    /// <param name="pixelFormat">Order of the bytes of a pixel; not <see cref="MLPixelFormat.Unknown"/>.</param>
    /// <param name="imagePixelData">Width·height·4 bytes, rows from the top.</param>
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">A size is not positive, the format is unknown, or the number of bytes is wrong.</exception>
    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        // The sentences are ML.NET's own: programs written against it may know them.
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
        {
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        }

        if (width <= 0)
        {
            throw new ArgumentException("Invalid width value.", nameof(width));
        }

        if (height <= 0)
        {
            throw new ArgumentException("Invalid height value.", nameof(height));
        }

        if (imagePixelData.Length != (long)width * height * BytesPerPixel)
        {
            throw new ArgumentException($"Invalid {nameof(imagePixelData)} buffer size.");
        }

        PixelMemory pixels = PixelMemory.Allocate(imagePixelData.Length);
        imagePixelData.CopyTo(pixels.Span);
        return new MLImage(width, height, pixelFormat, pixels);
    }

    /// <summary>The rows as they are in memory now: those of the decoder until <see cref="Pixels"/> is asked for, for which they are copied.</summary>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="bytesPerPixel">3 or 4; alpha is the fourth.</param>
    /// <param name="isBlueFirst">Whether a pixel begins with blue; otherwise with red.</param>
    /// <returns>The bytes up to the last pixel, valid until <see cref="Dispose"/> or the first use of <see cref="Pixels"/>.</returns>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    internal ReadOnlySpan<byte> DecodedRows(out int stride, out int bytesPerPixel, out bool isBlueFirst)
    {
        if (_decoded is { } decoded)
        {
            (stride, bytesPerPixel, isBlueFirst) = (decoded.Stride, decoded.BytesPerPixel, false);
            return decoded.Rows;
        }

        (stride, bytesPerPixel, isBlueFirst) = (_width * BytesPerPixel, BytesPerPixel, _pixelFormat == MLPixelFormat.Bgra32);
        return Pixels;
    }

    /// <summary>A picture of black, transparent pixels, to be written to <paramref name="pixels"/>.</summary>
    internal static MLImage CreateEmpty(int width, int height, MLPixelFormat pixelFormat, out Span<byte> pixels)
    {
        PixelMemory memory = PixelMemory.Allocate(width * height * BytesPerPixel);
        pixels = memory.Span;
        pixels.Clear();
        return new MLImage(width, height, pixelFormat, memory);
    }

    /// <summary>Writes the picture to a file; the extension (.png, .jpg, .jpeg) decides on the format.</summary>
    /// <param name="imagePath">Path of the file; an existing file is replaced. JPEG is written with quality 100, without alpha.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The picture has been disposed.</exception>
    /// <exception cref="DllNotFoundException">gdk-pixbuf is not installed; the message names the package.</exception>
    public void Save(string imagePath)
    {
        PixelMemory pixels = Converted();
        ArgumentNullException.ThrowIfNull(imagePath);
        PictureEncoder.Save(imagePath, _width, _height, _pixelFormat, pixels.Span);
    }

    /// <summary>Releases the picture's memory; <see cref="Pixels"/> obtained before must not be used any more.</summary>
    public void Dispose()
    {
        _decoded?.Dispose();
        _pixels?.Dispose();
        _decoded = null;
        _pixels = null;
    }

    /// <summary>The picture's memory; made from the decoder's when it is first asked for.</summary>
    private PixelMemory Converted()
    {
        lock (_conversion)
        {
            if (_decoded is { } decoded)
            {
                _pixels = decoded.ToBgra();
                Volatile.Write(ref _decoded, null);
                decoded.Dispose();
            }

            return _pixels ?? throw Disposed();
        }
    }

    private T WhenAlive<T>(T value)
    {
        Alive();
        return value;
    }

    private void Alive()
    {
        // In this order: a picture that another thread converts has its pixels before it loses what was decoded.
        if (Volatile.Read(ref _decoded) is null && _pixels is null)
        {
            throw Disposed();
        }
    }

    private static InvalidOperationException Disposed() => new("Object is disposed.");
}
