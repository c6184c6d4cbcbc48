using Microsoft.ML.Data;
using MLNetNeural.Images.Resampling;

namespace MLNetNeural.Images;

/// <summary>Makes pixels of one image file.</summary>
internal sealed class ImageTensorLoader(ImageTensorOptions options)
{
    private readonly ImageForm _form = options.Form;
    private readonly ImageCache? _cache = options.CacheFolder is null ? null : new ImageCache(options.CacheFolder, options.Form);

    /// <summary>Bytes of a result.</summary>
    public int Size => _form.Size;

    /// <summary>Decodes an image and brings it into the form of the options, or takes it from the cache.</summary>
    /// <param name="path">The path, as the input column has it.</param>
    /// <param name="pixels"><see cref="Size"/> bytes, overwritten; or none, when only the decoding is to be tried.</param>
    /// <exception cref="InvalidImageException">The file is missing, unreadable or not a whole image.</exception>
    /// <exception cref="IOException">The cache folder cannot be written.</exception>
    public void Load(string path, Span<byte> pixels)
    {
        if (path.Length == 0)
        {
            throw new InvalidImageException(path, $"A row of the column '{options.InputColumnName}' has no path of an image.");
        }

        string full = options.ImageFolder is null ? path : Path.Combine(options.ImageFolder, path);
        if (DeclaredSize.Read(full) is { } declared)
        {
            RequirePixels(path, full, declared);
        }

        if (_cache is null)
        {
            Make(path, full, pixels);
        }
        else
        {
            // What is only tried now will be asked for.
            LoadCached(path, full, _cache, pixels.IsEmpty ? GC.AllocateUninitializedArray<byte>(Size) : pixels);
        }
    }

    private void LoadCached(string path, string full, ImageCache cache, Span<byte> pixels)
    {
        byte[] key;
        DateTime written;
        try
        {
            written = File.GetLastWriteTimeUtc(full);
            key = cache.KeyOf(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidImageException(path, $"The image '{full}' cannot be read: {exception.Message}", exception);
        }

        if (!cache.TryRead(key, pixels))
        {
            Make(path, full, pixels);

            // The decoder reads the file by itself: if it was replaced in between, these may not be the key's pixels.
            if (File.GetLastWriteTimeUtc(full) == written) cache.Write(key, pixels);
        }
    }

    private void Make(string path, string full, Span<byte> pixels)
    {
        using MLImage image = Decode(path, full);
        if (!pixels.IsEmpty)
        {
            Resampler.Resize(ImageRows.Of(image), _form, pixels);
        }
    }

    private MLImage Decode(string path, string full)
    {
        try
        {
            // The decoder may know formats whose declared size is not known here.
            MLImage image = MLImage.CreateFromFile(full);
            RequirePixels(path, full, new DeclaredSize(image.Width, image.Height), image);
            return image;
        }
        catch (Exception exception) when (exception
            is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidImageException(path, Sentence(full, exception.Message), exception);
        }
    }

    private void RequirePixels(string path, string full, DeclaredSize size, MLImage? decoded = null)
    {
        // Two sides of 32 bits may have a product beyond 64 bits.
        if (size.Width > int.MaxValue || size.Height > int.MaxValue || size.Pixels > options.MaxPixels)
        {
            decoded?.Dispose();
            throw new InvalidImageException(
                path,
                $"The image '{full}' has {size.Width} x {size.Height} pixels, more than {nameof(ImageTensorOptions)}."
                + $"{nameof(ImageTensorOptions.MaxPixels)}, {options.MaxPixels}.");
        }
    }

    /// <summary>A decoder may not say which file it was, or that the file does not even exist.</summary>
    private static string Sentence(string path, string message)
        => message.Contains(path, StringComparison.Ordinal) ? message
            : File.Exists(path) ? $"The image '{path}' cannot be decoded: {message.TrimEnd('.')}."
            : $"The image '{path}' cannot be read: there is no such file.";
}
