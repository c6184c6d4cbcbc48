using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.TurboJpeg;

/// <summary>The functions of TurboJPEG that decoding takes. The library may be missing, so they are looked up and not imported.</summary>
internal static unsafe class Native
{
    private static readonly Lazy<Functions?> Loaded = new(Load);

    /// <summary>Put before the library's name; tests set a folder that does not have it.</summary>
    internal static string LibraryPrefix { get; set; } = "";

    /// <summary>Whether the system has the library.</summary>
    public static bool IsThere => Loaded.Value is not null;

    private static Functions There => Loaded.Value ?? throw new InvalidOperationException("TurboJPEG is not there.");

    /// <summary>A decompressor, which one thread at a time may use.</summary>
    public static nint InitDecompress() => There.InitDecompress();

    /// <summary>Reads the header; anything but 0 is an error or a warning.</summary>
    public static int DecompressHeader(
        DecompressorHandle decompressor, byte* jpeg, int length, out int width, out int height, out int subsampling, out int colorspace)
    {
        fixed (int* w = &width, h = &height, s = &subsampling, c = &colorspace)
        {
            return There.DecompressHeader(decompressor.DangerousGetHandle(), jpeg, new CULong((uint)length), w, h, s, c);
        }
    }

    /// <summary>Writes the pixels; anything but 0 is an error or a warning.</summary>
    public static int Decompress(
        DecompressorHandle decompressor, byte* jpeg, int length, byte* pixels, int width, int stride, int height, int pixelFormat, int flags)
        => There.Decompress(
            decompressor.DangerousGetHandle(), jpeg, new CULong((uint)length), pixels, width, stride, height, pixelFormat, flags);

    /// <summary>Frees a decompressor.</summary>
    public static bool Destroy(nint decompressor) => There.Destroy(decompressor) == 0;

    private static Functions? Load()
        => NativeLibrary.TryLoad(LibraryPrefix + "libturbojpeg.so.0", out nint library)
            && NativeLibrary.TryGetExport(library, "tjInitDecompress", out nint init)
            && NativeLibrary.TryGetExport(library, "tjDecompressHeader3", out nint header)
            && NativeLibrary.TryGetExport(library, "tjDecompress2", out nint decompress)
            && NativeLibrary.TryGetExport(library, "tjDestroy", out nint destroy)
                ? new Functions(init, header, decompress, destroy)
                : null;

    private sealed class Functions(nint init, nint header, nint decompress, nint destroy)
    {
        public readonly delegate* unmanaged[Cdecl]<nint> InitDecompress = (delegate* unmanaged[Cdecl]<nint>)init;

        public readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, int*, int*, int*, int*, int> DecompressHeader =
            (delegate* unmanaged[Cdecl]<nint, byte*, CULong, int*, int*, int*, int*, int>)header;

        public readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int> Decompress =
            (delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int>)decompress;

        public readonly delegate* unmanaged[Cdecl]<nint, int> Destroy = (delegate* unmanaged[Cdecl]<nint, int>)destroy;
    }
}
