using System.Runtime.InteropServices;

namespace MLNetNeural.Networks.Memory;

/// <summary>Asks Linux for 2 MiB pages: 100 MB of weights are then 48 pages, not 24,576, and a pass over them needs as many translations.</summary>
internal static unsafe partial class HugePages
{
    private const int MadvHugePage = 14;

    /// <summary>A hint about a range; where the kernel does not take it, ordinary pages serve.</summary>
    public static void Advise(void* start, nuint bytes) => _ = Madvise(start, bytes, MadvHugePage);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(void* address, nuint length, int advice);
}
