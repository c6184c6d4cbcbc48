using System.Buffers;
using Microsoft.ML.ImageAnalytics.GdkPixbuf;
using Microsoft.ML.ImageAnalytics.TurboJpeg;

namespace Microsoft.ML.ImageAnalytics.Decoding;

/// <summary>Decodes pictures; may be called from any number of threads at once.</summary>
internal static class PictureDecoder
{
    // A picture of more bytes than a .NET span can name is far beyond the longest side anyway; an encoded one is limited here.
    private const int MaxEncodedBytes = 1 << 30;

    /// <summary>Decodes a file.</summary>
    /// <returns>The picture, which has no side beyond <see cref="PictureFault.MaxSide"/>; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It cannot be read or decoded; the message names the file and the reason.</exception>
    public static DecodedPicture DecodeFile(string path)
    {
        using PixelMemory encoded = ReadFile(path, out int length);
        return Decode(encoded.Span[..length], path, $"'{path}'");
    }

    /// <summary>Decodes the rest of a stream.</summary>
    /// <returns>The picture, which has no side beyond <see cref="PictureFault.MaxSide"/>; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It cannot be decoded; the message has the reason.</exception>
    public static DecodedPicture DecodeStream(Stream stream)
    {
        byte[] encoded = [];
        try
        {
            int length = ReadStream(stream, ref encoded);
            return Decode(encoded.AsSpan(0, length), path: null, "in the stream");
        }
        finally
        {
            Return(encoded);
        }
    }

    /// <summary>Reads a file into memory of its own: a pool of arrays would keep the largest file that each thread has read.</summary>
    private static PixelMemory ReadFile(string path, out int count)
    {
        PixelMemory? encoded = null;
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            PictureFault.Require(length <= MaxEncodedBytes, $"'{path}'", $"it is {length} bytes long, more than {MaxEncodedBytes}");
            encoded = PixelMemory.Allocate((int)length);
            count = 0;
            while (count < length)
            {
                int read = RandomAccess.Read(file, encoded.Span[count..], count);
                if (read == 0)
                {
                    break;
                }

                count += read;
            }

            return encoded;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            encoded?.Dispose();
            throw new ArgumentException($"The picture '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static int ReadStream(Stream stream, ref byte[] buffer)
    {
        long expected = stream.CanSeek ? stream.Length - stream.Position + 1 : 1 << 16;
        buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected, 1, MaxEncodedBytes));
        int count = 0;
        while (stream.Read(buffer.AsSpan(count)) is int read and > 0)
        {
            count += read;
            if (count == buffer.Length)
            {
                PictureFault.Require(count < MaxEncodedBytes, "in the stream", $"it is more than {MaxEncodedBytes} bytes long");
                byte[] larger = ArrayPool<byte>.Shared.Rent(2 * count);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }

        return count;
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static DecodedPicture Decode(ReadOnlySpan<byte> encoded, string? path, string where)
    {
        PictureFault.Require(!encoded.IsEmpty, where, "it is empty");
        PictureStructure structure = PictureStructure.Read(encoded);
        PictureFault.Require(structure.Fault is null, where, structure.Fault);
        PictureFault.RequireSize(structure.Width, structure.Height, where);

        if (structure.IsJpeg && IsDrawnAlike(structure, isFile: path is not null) && JpegDecoder.TryDecode(encoded) is { } decoded)
        {
            return decoded;
        }

        // Given a file, the JPEG reader decodes every pixel once; fed from memory it draws each scan of a progressive file.
        return structure.IsJpeg && path is not null ? PixbufDecoder.DecodeFile(path, where) : PixbufDecoder.DecodeMemory(encoded, where);
    }

    /// <summary>Whether gdk-pixbuf gives a JPEG the pixels that libjpeg gives it in one piece.</summary>
    /// <remarks>Fed from memory it does not smooth a progressive picture whose last scans are missing, and gives a picture of one pixel the
    /// mean of its block.</remarks>
    private static bool IsDrawnAlike(PictureStructure structure, bool isFile)
        => isFile || !(structure.IsProgressive || structure is { Width: 1, Height: 1 });
}
