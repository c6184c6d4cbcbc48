using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.GdkPixbuf;

/// <summary>Decodes pictures; may be called from any number of threads at once.</summary>
internal static unsafe class PictureDecoder
{
    /// <summary>The longest side that is decoded: 16,384 pixels, which is 1 GiB for a square picture.</summary>
    public const int MaxSide = 16384;

    // A picture of more bytes than a .NET span can name is far beyond MaxSide anyway; an encoded one is limited here.
    private const int MaxEncodedBytes = 1 << 30;

    /// <summary>Decodes a file.</summary>
    /// <returns>The picture, which has no side beyond <see cref="MaxSide"/>; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It cannot be read or decoded; the message names the file and the reason.</exception>
    public static PixbufHandle DecodeFile(string path)
    {
        using PixelMemory encoded = ReadFile(path, out int length);
        return Decode(encoded.Span[..length], path, $"'{path}'");
    }

    /// <summary>Decodes the rest of a stream.</summary>
    /// <returns>The picture, which has no side beyond <see cref="MaxSide"/>; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It cannot be decoded; the message has the reason.</exception>
    public static PixbufHandle DecodeStream(Stream stream)
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
            Require(length <= MaxEncodedBytes, $"'{path}'", $"it is {length} bytes long, more than {MaxEncodedBytes}");
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
                Require(count < MaxEncodedBytes, "in the stream", $"it is more than {MaxEncodedBytes} bytes long");
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

    /// <summary>The pixels of a picture as blue, green, red, alpha, without the gaps between rows.</summary>
    public static PixelMemory CopyPixels(PixbufHandle pixbuf)
    {
        int width = Native.GetWidth(pixbuf), height = Native.GetHeight(pixbuf);
        ReadOnlySpan<byte> rows = Rows(pixbuf, out int stride, out int channels);
        PixelMemory pixels = PixelMemory.Allocate(width * height * 4);
        Span<byte> target = pixels.Span;
        for (int y = 0; y < height; y++)
        {
            PixelLayout.ToBgra(rows.Slice(y * stride, width * channels), target.Slice(y * width * 4, width * 4));
        }

        return pixels;
    }

    /// <summary>The rows of a picture where they lie, each pixel red, green, blue, and alpha where it has one.</summary>
    /// <param name="pixbuf">The picture.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="channels">Bytes of a pixel: 3 or 4.</param>
    /// <returns>The bytes up to the last pixel, valid until the picture is disposed.</returns>
    public static ReadOnlySpan<byte> Rows(PixbufHandle pixbuf, out int stride, out int channels)
    {
        stride = Native.GetRowStride(pixbuf);
        channels = Native.GetChannels(pixbuf);

        // Behind the last pixel a row may end before the next one would begin.
        int bytes = (stride * (Native.GetHeight(pixbuf) - 1)) + (Native.GetWidth(pixbuf) * channels);
        return new ReadOnlySpan<byte>(Native.ReadPixels(pixbuf), bytes);
    }

    private static PixbufHandle Decode(ReadOnlySpan<byte> encoded, string? path, string where)
    {
        Require(!encoded.IsEmpty, where, "it is empty");
        PictureStructure structure = PictureStructure.Read(encoded);
        Require(structure.Fault is null, where, structure.Fault);
        RequireSize(structure.Width, structure.Height, where);

        // Given a file, the JPEG reader decodes every pixel once; fed from memory it draws each scan of a progressive file.
        PixbufHandle pixbuf = structure.IsJpeg && path is not null ? LoadFile(path, where) : LoadMemory(encoded, where);
        try
        {
            RequireSize(Native.GetWidth(pixbuf), Native.GetHeight(pixbuf), where);
            return pixbuf;
        }
        catch
        {
            pixbuf.Dispose();
            throw;
        }
    }

    private static PixbufHandle LoadFile(string path, string where)
    {
        PixbufHandle pixbuf = Native.NewFromFile(path, out nint error);
        string? message = Native.TakeMessage(error);
        if (pixbuf.IsInvalid)
        {
            pixbuf.Dispose();

            // Our sentence names the file already.
            Throw(where, message?.Replace($"Failed to load image “{path}”: ", ""));
        }

        return pixbuf;
    }

    private static PixbufHandle LoadMemory(ReadOnlySpan<byte> encoded, string where)
    {
        DeclaredSize declared = default;
        using PixbufLoaderHandle loader = Native.NewLoader();
        Native.SignalConnect(loader, "size-prepared", &OnSizePrepared, (nint)(&declared), 0, 0);
        string? message;
        bool whole;
        fixed (byte* data = encoded)
        {
            whole = Native.LoaderWrite(loader, data, (nuint)encoded.Length, out nint error) != 0;
            message = Native.TakeMessage(error);
        }

        if (whole)
        {
            whole = Native.LoaderClose(loader, out nint error) != 0;
            message = Native.TakeMessage(error);
        }

        RequireSize(declared.Width, declared.Height, where);
        nint pixbuf = whole ? Native.LoaderGetPixbuf(loader) : 0;
        Require(pixbuf != 0, where, message);
        return Native.ObjectRef(pixbuf);
    }

    /// <summary>Called by gdk-pixbuf when it knows the size and has not allocated anything yet; size 0 makes it give up.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSizePrepared(nint loader, int width, int height, nint declared)
    {
        *(DeclaredSize*)declared = new DeclaredSize { Width = width, Height = height };
        if (width > MaxSide || height > MaxSide)
        {
            Native.LoaderSetSize(loader, 0, 0);
        }
    }

    private static void RequireSize(int width, int height, string where)
        => Require(
            width is >= 0 and <= MaxSide && height is >= 0 and <= MaxSide,
            where,
            $"it declares {width} x {height} pixels, and no side may be longer than {MaxSide}");

    private static void Require([DoesNotReturnIf(false)] bool met, string where, string? reason)
    {
        if (!met)
        {
            Throw(where, reason);
        }
    }

    [DoesNotReturn]
    private static void Throw(string where, string? reason)
        => throw new ArgumentException($"The picture {where} cannot be decoded: {reason?.TrimEnd('.') ?? "gdk-pixbuf gives no reason"}.");

    private struct DeclaredSize
    {
        public int Width;
        public int Height;
    }
}
