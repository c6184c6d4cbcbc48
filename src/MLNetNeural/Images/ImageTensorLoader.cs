using Microsoft.ML.Data;
using MLNetNeural.Images.Decoding;
using MLNetNeural.Images.Resampling;
using MLNetNeural.Networks.Memory;
using SkiaSharp;

namespace MLNetNeural.Images;

/// <summary>Makes pixels of one image.</summary>
internal sealed unsafe class ImageTensorLoader(ImageTensorOptions options)
{
    // Few enough to stay in the processor's cache until they are resized, and as many as a block of JPEG's pixels is high.
    private const int RowsAtOnce = 16;

    // A span of bytes has the pixels.
    private static readonly long MostPixels = Array.MaxLength / ImageDecoder.BytesPerPixel;

    private readonly ImageForm _form = options.Form;
    private readonly ImageCache? _cache
        = options.CacheFolder is null ? null : new ImageCache(options.CacheFolder, options.Form, options.Orientation);

    /// <summary>Bytes of a result.</summary>
    public int Size => _form.Size;

    /// <summary>How messages name a file.</summary>
    public ImageName NameOf(string path) => ImageName.OfFile(path, FullPath(path));

    /// <summary>Decodes an image file and brings it into the form of the options, or takes it from the cache.</summary>
    /// <param name="path">The path, as the input column has it.</param>
    /// <param name="pixels"><see cref="Size"/> bytes, overwritten; or none, when only the decoding is to be tried.</param>
    /// <returns>Whether the image is stored turned and was left so.</returns>
    /// <exception cref="InvalidImageException">The file is missing, unreadable or not a whole image.</exception>
    /// <exception cref="IOException">The cache folder cannot be written.</exception>
    public bool Load(string path, Span<byte> pixels)
    {
        if (path.Length == 0)
        {
            throw new InvalidImageException(path, $"A row of the column '{options.InputColumnName}' has no path of an image.");
        }

        ImageName name = NameOf(path);
        using FileBytes file = Read(FullPath(path), name);
        return Load(file.Pointer, file.Length, name, pixels);
    }

    /// <summary>The same for an encoded image in memory.</summary>
    /// <param name="file">What its file would hold.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="pixels"><see cref="Size"/> bytes, overwritten; or none, when only the decoding is to be tried.</param>
    /// <returns>Whether the image is stored turned and was left so.</returns>
    /// <exception cref="InvalidImageException">It is not a whole image.</exception>
    /// <exception cref="IOException">The cache folder cannot be written.</exception>
    public bool Load(ReadOnlySpan<byte> file, ImageName name, Span<byte> pixels)
    {
        fixed (byte* bytes = file) return Load(bytes, file.Length, name, pixels);
    }

    /// <summary>Brings a decoded image into the form of the options. It is not disposed of.</summary>
    /// <param name="image">The image; null where a row has none.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="pixels"><see cref="Size"/> bytes, overwritten; or none, when it is only to be tried.</param>
    /// <exception cref="InvalidImageException">There is no image, it is too large, or it has been disposed of.</exception>
    public void Load(MLImage? image, ImageName name, Span<byte> pixels)
    {
        if (image is null) throw name.Invalid("is missing (null).");
        try
        {
            RequirePixels(name, image.Width, image.Height);
            if (!pixels.IsEmpty) Resampler.Resize(ImageRows.Of(image), _form, pixels);
        }
        catch (InvalidOperationException exception)
        {
            throw name.Invalid("was disposed of before it was read.", exception);
        }
    }

    private bool Load(byte* file, int length, ImageName name, Span<byte> pixels)
    {
        using var decoder = new ImageDecoder(file, length);
        if (decoder.Fault is { } fault) throw name.Invalid($"cannot be decoded: {fault}.");
        RequirePixels(name, decoder.Width, decoder.Height);
        if (_cache is null)
        {
            Make(decoder, name, pixels);
        }
        else
        {
            // What is only tried now will be asked for.
            Span<byte> kept = pixels.IsEmpty ? GC.AllocateUninitializedArray<byte>(Size) : pixels;
            byte[] key = _cache.KeyOf(new ReadOnlySpan<byte>(file, length));
            if (!_cache.TryRead(key, kept))
            {
                Make(decoder, name, kept);
                _cache.Write(key, kept);
            }
        }

        return options.Orientation == ImageOrientation.Ignore && IsTurned(decoder.Origin);
    }

    private void Make(ImageDecoder decoder, ImageName name, Span<byte> pixels)
    {
        bool isTurned = options.Orientation == ImageOrientation.Apply && IsTurned(decoder.Origin);
        string? fault = !isTurned && decoder.HasRows ? MakeByRows(decoder, pixels) : MakeWhole(decoder, isTurned, pixels);
        if (fault is not null) throw name.Invalid($"cannot be decoded: {fault}.");
    }

    private string? MakeByRows(ImageDecoder decoder, Span<byte> pixels)
    {
        if (decoder.StartRows() is { } headerFault) return headerFault;
        int width = decoder.Width, height = decoder.Height, stride = ImageDecoder.BytesPerPixel * width;
        using var rows = new Scratch((long)stride * Math.Min(RowsAtOnce, height));
        using var resampler = pixels.IsEmpty ? default : new Resampler(_form, width, height, isBlueFirst: false);
        for (int y = 0; y < height; y += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, height - y);
            if (decoder.DecodeRows(rows.Pointer, count) is { } fault) return fault;
            if (!pixels.IsEmpty) resampler.Add(rows.Pointer, stride, y, count);
        }

        if (!pixels.IsEmpty) resampler.WriteTo(pixels);
        return null;
    }

    private string? MakeWhole(ImageDecoder decoder, bool isTurned, Span<byte> pixels)
    {
        int width = decoder.Width, height = decoder.Height, bytes = ImageDecoder.BytesPerPixel * width * height;
        using var decoded = new Scratch(bytes);
        if (decoder.Decode(decoded.Pointer) is { } fault) return fault;
        if (pixels.IsEmpty) return null;
        if (!isTurned)
        {
            Resize(decoded.Pointer, width, height, pixels);
            return null;
        }

        using var turned = new Scratch(bytes);
        PixelTurn.Apply(decoder.Origin, (uint*)decoded.Pointer, width, height, (uint*)turned.Pointer);
        if (PixelTurn.Swaps(decoder.Origin)) (width, height) = (height, width);
        Resize(turned.Pointer, width, height, pixels);
        return null;
    }

    private void Resize(byte* decoded, int width, int height, Span<byte> pixels)
    {
        using var resampler = new Resampler(_form, width, height, isBlueFirst: false);
        resampler.Add(decoded, ImageDecoder.BytesPerPixel * width, 0, height);
        resampler.WriteTo(pixels);
    }

    private void RequirePixels(ImageName name, int width, int height)
    {
        long pixels = (long)width * height;
        if (pixels > options.MaxPixels)
        {
            throw name.Invalid(
                $"has {width} x {height} pixels, more than {nameof(ImageTensorOptions)}.{nameof(ImageTensorOptions.MaxPixels)}, {options.MaxPixels}.");
        }

        if (pixels > MostPixels) throw name.Invalid($"has {width} x {height} pixels, more than can be decoded, {MostPixels}.");
    }

    private string FullPath(string path) => options.ImageFolder is null ? path : Path.Combine(options.ImageFolder, path);

    private static bool IsTurned(SKEncodedOrigin origin) => origin > SKEncodedOrigin.TopLeft;

    private static FileBytes Read(string path, ImageName name)
    {
        try
        {
            return new FileBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw name.Invalid($"cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }
}
