using System.Runtime.InteropServices;

namespace MLNetNeural.Networks.Memory;

/// <summary>Hints about memory for Linux; other systems, and kernels that do not take one, go on without.</summary>
internal static unsafe partial class MemoryAdvice
{
    private const int MadvRandom = 1;
    private const int MadvWillNeed = 3;
    private const int MadvDontNeed = 4;
    private const int MadvHugePage = 14;

    /// <summary>Asks for 2 MiB pages: 100 MB of weights are then 48 pages, not 24,576, and a pass over them needs as many translations.</summary>
    public static void HugePages(void* start, nuint bytes) => Advise(start, bytes, MadvHugePage);

    /// <summary>A mapped file will be read in random order.</summary>
    public static void Random(void* start, nuint bytes) => Advise(start, bytes, MadvRandom);

    /// <summary>A part of a mapped file will be read soon.</summary>
    public static void WillNeed(void* start, nuint bytes) => Advise(start, bytes, MadvWillNeed);

    /// <summary>Lets the system have the whole pages of a block that is not in use; they are 0 when they are touched again.</summary>
    public static void Drop(void* start, nuint bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize, first = ((nuint)start + page - 1) / page * page, end = ((nuint)start + bytes) / page * page;
        if (first < end) Advise((void*)first, end - first, MadvDontNeed);
    }

    private static void Advise(void* start, nuint bytes, int advice)
    {
        if (!OperatingSystem.IsLinux()) return;
        nuint before = (nuint)start % (nuint)Environment.SystemPageSize; // advice begins at a page
        _ = Madvise((byte*)start - before, bytes + before, advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(void* address, nuint length, int advice);
}
