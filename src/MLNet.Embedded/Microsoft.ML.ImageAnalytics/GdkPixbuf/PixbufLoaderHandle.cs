using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.GdkPixbuf;

/// <summary>Owns one reference to a GdkPixbufLoader and closes it before letting go, which gdk-pixbuf demands.</summary>
internal sealed class PixbufLoaderHandle() : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Native.LoaderCloseWithoutError(handle, 0);
        Native.ObjectUnref(handle);
        return true;
    }
}
