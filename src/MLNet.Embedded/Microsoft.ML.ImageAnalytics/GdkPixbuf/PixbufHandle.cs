using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.GdkPixbuf;

/// <summary>Owns one reference to a GdkPixbuf.</summary>
internal sealed class PixbufHandle() : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Native.ObjectUnref(handle);
        return true;
    }
}
