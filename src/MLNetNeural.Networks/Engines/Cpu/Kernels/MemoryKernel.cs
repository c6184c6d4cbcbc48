using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>Hints about memory.</summary>
internal static unsafe class MemoryKernel
{
    private const uint CacheLine = 64;

    /// <summary>Starts to bring bytes into the second-level cache, where the processor has an instruction for it.</summary>
    public static void Prefetch(byte* start, int length)
    {
        if (!Sse.IsSupported) return;
        for (byte* line = start - ((nuint)start % CacheLine); line < start + length; line += CacheLine) Sse.Prefetch1(line);
    }
}
