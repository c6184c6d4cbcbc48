using System.Runtime.InteropServices;

namespace MLNetNeural.Networks.Memory;

/// <summary>The heap that GNU's C library keeps for a thread.</summary>
internal static unsafe class ThreadHeap
{
    private const int BlockBytes = 1 << 20;

    /// <summary>As many as the heap of a thread has room for.</summary>
    private const int Blocks = 64;

    /// <summary>
    /// Gives the pages back of what the calling thread has freed. The library keeps them: up to two of the largest block that it has ever got
    /// back, and malloc_trim passes over those at the end of the heap. So the free memory is taken, its pages are dropped, and it is freed
    /// again; what was not there costs nothing, because nobody writes to it.
    /// </summary>
    public static void GiveBackFreed()
    {
        if (!OperatingSystem.IsLinux()) return;
        Span<nint> blocks = stackalloc nint[Blocks];
        int taken = 0;
        try
        {
            for (; taken < Blocks; taken++)
            {
                blocks[taken] = (nint)NativeMemory.Alloc(BlockBytes);
                MemoryAdvice.Drop((void*)blocks[taken], BlockBytes);
            }
        }
        catch (OutOfMemoryException)
        {
            // Then there is little to give back.
        }

        while (taken > 0) NativeMemory.Free((void*)blocks[--taken]);
    }
}
