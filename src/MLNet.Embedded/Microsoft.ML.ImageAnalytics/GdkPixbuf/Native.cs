using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.GdkPixbuf;

/// <summary>The functions of gdk-pixbuf and GLib that decoding and encoding take.</summary>
internal static unsafe partial class Native
{
    private const string GdkPixbuf = "libgdk_pixbuf-2.0.so.0";
    private const string GObject = "libgobject-2.0.so.0";
    private const string GLib = "libglib-2.0.so.0";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    /// <summary>Put before each library's name; tests set a folder that does not have them.</summary>
    internal static string LibraryPrefix { get; set; } = "";

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_new_from_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial PixbufHandle NewFromFile(string path, out nint error);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_new_from_data")]
    public static partial PixbufHandle NewFromData(
        byte* data, int colorspace, int hasAlpha, int bitsPerSample, int width, int height, int rowStride, nint destroy, nint destroyData);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_get_width")]
    public static partial int GetWidth(PixbufHandle pixbuf);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_get_height")]
    public static partial int GetHeight(PixbufHandle pixbuf);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_get_rowstride")]
    public static partial int GetRowStride(PixbufHandle pixbuf);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_get_n_channels")]
    public static partial int GetChannels(PixbufHandle pixbuf);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_read_pixels")]
    public static partial byte* ReadPixels(PixbufHandle pixbuf);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_savev", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Save(PixbufHandle pixbuf, string path, string type, byte** keys, byte** values, out nint error);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_loader_new")]
    public static partial PixbufLoaderHandle NewLoader();

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_loader_write")]
    public static partial int LoaderWrite(PixbufLoaderHandle loader, byte* data, nuint count, out nint error);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_loader_close")]
    public static partial int LoaderClose(PixbufLoaderHandle loader, out nint error);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_loader_close")]
    public static partial int LoaderCloseWithoutError(nint loader, nint noError);

    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_loader_set_size")]
    public static partial void LoaderSetSize(nint loader, int width, int height);

    /// <summary>The pixbuf belongs to the loader: take a reference with <see cref="ObjectRef"/>.</summary>
    [LibraryImport(GdkPixbuf, EntryPoint = "gdk_pixbuf_loader_get_pixbuf")]
    public static partial nint LoaderGetPixbuf(PixbufLoaderHandle loader);

    [LibraryImport(GObject, EntryPoint = "g_signal_connect_data", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint SignalConnect(
        PixbufLoaderHandle instance, string signal, delegate* unmanaged[Cdecl]<nint, int, int, nint, void> handler,
        nint data, nint destroyData, int flags);

    [LibraryImport(GObject, EntryPoint = "g_object_ref")]
    public static partial PixbufHandle ObjectRef(nint instance);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    private static partial void ErrorFree(nint error);

    /// <summary>The message of a GError, which is released; null when there is none.</summary>
    public static string? TakeMessage(nint error)
    {
        if (error == 0)
        {
            return null;
        }

        string? message = Marshal.PtrToStringUTF8(((GError*)error)->Message);
        ErrorFree(error);
        return message;
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? searchPath)
        => NativeLibrary.TryLoad(LibraryPrefix + library, assembly, searchPath, out nint handle)
            ? handle
            : throw new DllNotFoundException(
                $"Pictures are decoded by gdk-pixbuf, but its library '{LibraryPrefix}{library}' cannot be loaded; "
                + "install the system package that has it (Debian and Ubuntu: apt-get install libgdk-pixbuf-2.0-0).");

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct GError
    {
        public readonly uint Domain;
        public readonly int Code;
        public readonly nint Message;
    }
}
