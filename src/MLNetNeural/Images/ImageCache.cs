using System.Buffers.Binary;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using MLNetNeural.Images.Resampling;
using SkiaSharp;

namespace MLNetNeural.Images;

/// <summary>Resized images in a folder, one file each, named by the content of the image file and what was made of it.</summary>
/// <remarks>A file holds the pixels and a checksum of its name and them; one that is cut short or damaged counts as missing. Any number
/// of processes may share the folder: a file appears whole under its name, or not at all.</remarks>
internal sealed class ImageCache
{
    private const int CheckSize = sizeof(uint);

    // The assembly's own version is the same for all releases of a series.
    private static readonly string DecoderVersion
        = typeof(SKCodec).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly string _folder;
    private readonly byte[] _parameters;

    /// <summary>A cache in a folder, which is made when something is written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="form">What is made of images.</param>
    /// <param name="orientation">Whether they are turned.</param>
    public ImageCache(string folder, ImageForm form, ImageOrientation orientation)
    {
        _folder = folder;

        // Another decoder may give other pixels.
        _parameters = System.Text.Encoding.UTF8.GetBytes($"2 {form} {orientation} {DecoderVersion}\n");
    }

    /// <summary>The key of an image file's pixels.</summary>
    /// <param name="file">The file's content.</param>
    public byte[] KeyOf(ReadOnlySpan<byte> file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_parameters);
        hash.AppendData(file);
        return hash.GetHashAndReset();
    }

    /// <summary>Reads pixels.</summary>
    /// <param name="key">Their key.</param>
    /// <param name="pixels">Overwritten, also when the answer is false.</param>
    /// <returns>Whether they were there, whole and undamaged.</returns>
    public bool TryRead(ReadOnlySpan<byte> key, Span<byte> pixels)
    {
        try
        {
            string path = PathOf(key);
            if (!File.Exists(path)) return false;
            using SafeFileHandle file = File.OpenHandle(path);
            Span<byte> check = stackalloc byte[CheckSize];
            return RandomAccess.GetLength(file) == pixels.Length + check.Length
                && RandomAccess.Read(file, pixels, 0) == pixels.Length
                && RandomAccess.Read(file, check, pixels.Length) == check.Length
                && check.SequenceEqual(CheckOf(key, pixels));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is made again; a folder that cannot be written either is told then.
            return false;
        }
    }

    /// <summary>Writes pixels.</summary>
    /// <param name="key">Their key.</param>
    /// <param name="pixels">The pixels.</param>
    /// <exception cref="IOException">The folder cannot be written; the message names it.</exception>
    public void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> pixels)
    {
        string path = PathOf(key), unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(_folder);
            try
            {
                using (SafeFileHandle file = File.OpenHandle(unfinished, FileMode.CreateNew, FileAccess.Write))
                {
                    RandomAccess.Write(file, pixels, 0);
                    RandomAccess.Write(file, CheckOf(key, pixels), pixels.Length);
                }

                File.Move(unfinished, path, overwrite: true);
            }
            finally
            {
                File.Delete(unfinished);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The cache folder '{_folder}' of LoadImageTensor cannot be written: {exception.Message.TrimEnd('.')}; set "
                + $"{nameof(ImageTensorOptions)}.{nameof(ImageTensorOptions.CacheFolder)} to another folder, or leave it out.",
                exception);
        }
    }

    private string PathOf(ReadOnlySpan<byte> key) => Path.Combine(_folder, Convert.ToHexStringLower(key) + ".pixels");

    // The key must tell any two files apart; this has only to notice damage, many times as fast.
    private static byte[] CheckOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> pixels)
    {
        uint crc = Crc(Crc(uint.MaxValue, key), pixels);
        byte[] check = new byte[CheckSize];
        BinaryPrimitives.WriteUInt32LittleEndian(check, crc);
        return check;
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong eight in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, eight);
        foreach (byte one in bytes[(bytes.Length / 8 * 8)..]) crc = BitOperations.Crc32C(crc, one);
        return crc;
    }
}
