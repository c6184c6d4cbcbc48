using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.TurboJpeg;

/// <summary>Owns a decompressor of TurboJPEG, for one picture: it keeps tables, and a header that failed, for the next one, which would then be
/// decoded with what is not its own. Making one takes less than a hundredth of the time of a photograph.</summary>
internal sealed class DecompressorHandle : SafeHandle
{
    /// <summary>Makes one; invalid where there is no memory for it.</summary>
    public DecompressorHandle()
        : base(invalidHandleValue: 0, ownsHandle: true)
        => SetHandle(Native.InitDecompress());

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Native.Destroy(handle);
}
