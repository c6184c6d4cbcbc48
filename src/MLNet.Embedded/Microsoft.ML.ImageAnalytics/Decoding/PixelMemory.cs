using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.Decoding;

/// <summary>A block of native memory that holds one picture, its pixels or the bytes of its file; released on dispose or by the finaliser.</summary>
internal sealed unsafe class PixelMemory : SafeHandle
{
    private readonly int _length;

    private PixelMemory(int length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _length = length;
        SetHandle((nint)NativeMemory.Alloc((nuint)length));
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The memory; valid until the handle is disposed.</summary>
    public Span<byte> Span => new((void*)handle, _length);

    /// <summary>Allocates memory without clearing it.</summary>
    public static PixelMemory Allocate(int length) => new(length);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
