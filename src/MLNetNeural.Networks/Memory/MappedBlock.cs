using System.IO.MemoryMappedFiles;

namespace MLNetNeural.Networks.Memory;

/// <summary>A stretch of a file in the address space, for reading.</summary>
internal sealed unsafe class MappedBlock : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;

    /// <param name="view">The stretch; the block disposes of it.</param>
    public MappedBlock(MemoryMappedViewAccessor view)
    {
        _view = view;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Pointer = start + view.PointerOffset;

        // Rows are read in random order: a page is not followed by the next.
        MemoryAdvice.Random(start, (nuint)(view.PointerOffset + view.Capacity));
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer { get; }

    /// <summary>Asks the system to read a part ahead of its use.</summary>
    public static void Prefetch(byte* start, nint length) => MemoryAdvice.WillNeed(start, (nuint)length);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}
