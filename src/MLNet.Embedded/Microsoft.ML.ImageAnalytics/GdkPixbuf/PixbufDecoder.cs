using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.ImageAnalytics.Decoding;

namespace Microsoft.ML.ImageAnalytics.GdkPixbuf;

/// <summary>Decodes pictures of every format that the system's gdk-pixbuf knows.</summary>
internal static unsafe class PixbufDecoder
{
    /// <summary>Decodes a file, which gdk-pixbuf opens and reads by itself.</summary>
    /// <exception cref="ArgumentException">It cannot be decoded; the message has <paramref name="where"/> and the reason.</exception>
    public static DecodedPicture DecodeFile(string path, string where)
    {
        PixbufHandle pixbuf = Native.NewFromFile(path, out nint error);
        string? message = Native.TakeMessage(error);
        if (pixbuf.IsInvalid)
        {
            pixbuf.Dispose();

            // Our sentence names the file already.
            PictureFault.Throw(where, message?.Replace($"Failed to load image “{path}”: ", ""));
        }

        return Checked(pixbuf, where);
    }

    /// <summary>Decodes what is in memory.</summary>
    /// <exception cref="ArgumentException">It cannot be decoded; the message has <paramref name="where"/> and the reason.</exception>
    public static DecodedPicture DecodeMemory(ReadOnlySpan<byte> encoded, string where)
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

        PictureFault.RequireSize(declared.Width, declared.Height, where);
        nint pixbuf = whole ? Native.LoaderGetPixbuf(loader) : 0;
        PictureFault.Require(pixbuf != 0, where, message);
        return Checked(Native.ObjectRef(pixbuf), where);
    }

    private static DecodedPicture Checked(PixbufHandle pixbuf, string where)
    {
        try
        {
            int width = Native.GetWidth(pixbuf), height = Native.GetHeight(pixbuf);
            PictureFault.RequireSize(width, height, where);
            return new DecodedPicture(
                pixbuf, Native.ReadPixels(pixbuf), width, height, Native.GetRowStride(pixbuf), Native.GetChannels(pixbuf));
        }
        catch
        {
            pixbuf.Dispose();
            throw;
        }
    }

    /// <summary>Called by gdk-pixbuf when it knows the size and has not allocated anything yet; size 0 makes it give up.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSizePrepared(nint loader, int width, int height, nint declared)
    {
        *(DeclaredSize*)declared = new DeclaredSize { Width = width, Height = height };
        if (width > PictureFault.MaxSide || height > PictureFault.MaxSide)
        {
            Native.LoaderSetSize(loader, 0, 0);
        }
    }

    private struct DeclaredSize
    {
        public int Width;
        public int Height;
    }
}
