using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.TurboJpeg;

/// <summary>Owns a decompressor of TurboJPEG.</summary>
internal sealed class DecompressorHandle : SafeHandle
{
    [ThreadStatic]
    private static DecompressorHandle? _ofThisThread;

    private DecompressorHandle()
        : base(invalidHandleValue: 0, ownsHandle: true)
        => SetHandle(Native.InitDecompress());

    /// <summary>The calling thread's, made when it is first asked for; the finaliser frees it after the thread has ended.</summary>
    /// <remarks>Between pictures it holds a few kilobytes. A new one for each would cost about 1 % of a photograph's time.</remarks>
    public static DecompressorHandle OfThisThread => _ofThisThread ??= new DecompressorHandle();

    /// <summary>Frees the calling thread's: after an error in a header it would go on with that header, and refuse every picture that follows.</summary>
    public static void DropOfThisThread()
    {
        _ofThisThread?.Dispose();
        _ofThisThread = null;
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Native.Destroy(handle);
}
