using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Memory;

/// <summary>Hints for the caches.</summary>
internal static unsafe class CachePrefetch
{
    private const uint CacheLine = 64;

    /// <summary>Starts to bring bytes into the second-level cache, where the processor has an instruction for it.</summary>
    public static void Bytes(byte* start, int length)
    {
        if (!Sse.IsSupported) return;
        for (byte* line = start - ((nuint)start % CacheLine); line < start + length; line += CacheLine) Sse.Prefetch1(line);
    }

    /// <summary>The same for elements of an array.</summary>
    public static void Elements<T>(T[] array, int first, int count)
        where T : unmanaged
    {
        // The collector may move an array meanwhile: then nothing, or something else, is brought in vain.
        Bytes((byte*)Unsafe.AsPointer(ref array[first]), count * sizeof(T));
    }
}
