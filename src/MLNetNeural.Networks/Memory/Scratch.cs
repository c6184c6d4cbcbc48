using System.Runtime.InteropServices;

namespace MLNetNeural.Networks.Memory;

/// <summary>
/// Bytes for as long as a method runs, from the heap of the thread. A pool of arrays keeps the largest that was ever asked for, on each thread
/// and for long; the heap has a use for them, and gives them back.
/// </summary>
internal readonly unsafe ref struct Scratch
{
    /// <summary>Takes bytes, which are anything.</summary>
    /// <exception cref="OutOfMemoryException">The system has not that much memory.</exception>
    public Scratch(long bytes) => Pointer = (byte*)NativeMemory.Alloc(checked((nuint)bytes));

    /// <summary>The first byte.</summary>
    public byte* Pointer { get; }

    public void Dispose() => NativeMemory.Free(Pointer);
}
