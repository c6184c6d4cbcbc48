using System.Runtime.InteropServices;
using Processor = System.Runtime.InteropServices.Architecture;

namespace MLNetNeural.Networks.Memory;

/// <summary>
/// Whole pages from Linux, past the C library: what is given back is free at once. The library keeps a large block that it gets back for the
/// next one, as soon as it has seen one of that size, and cannot part with any that lies below one in use.
/// </summary>
internal static unsafe partial class SystemPages
{
    private const int ProtRead = 1, ProtWrite = 2;
    private const int MapPrivate = 2, MapAnonymous = 0x20;
    private const nint Failed = -1;

    /// <summary>Whether the system has them; else there is the C library.</summary>
    public static bool AreThere { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess
        && RuntimeInformation.ProcessArchitecture is Processor.X64 or Processor.Arm64; // constants differ elsewhere

    /// <summary>Takes pages, all 0; the system finds memory for each when it is touched.</summary>
    /// <param name="bytes">At least so many.</param>
    /// <param name="alignment">What the address is a multiple of: whole pages, a power of two.</param>
    /// <exception cref="OutOfMemoryException">The system has not that much memory.</exception>
    public static void* Take(nuint bytes, nuint alignment)
    {
        nuint length = WholePages(bytes), room = checked(length + alignment);
        byte* start = (byte*)Map(null, room, ProtRead | ProtWrite, MapPrivate | MapAnonymous, -1, 0);
        if ((nint)start == Failed) throw new OutOfMemoryException($"The system has no {bytes} bytes of memory to give.");

        nuint before = (alignment - ((nuint)start % alignment)) % alignment, after = room - before - length;
        if (before > 0) _ = Unmap(start, before);
        if (after > 0) _ = Unmap(start + before + length, after);
        return start + before;
    }

    /// <summary>Gives back what <see cref="Take"/> gave for as many bytes.</summary>
    public static void GiveBack(void* start, nuint bytes) => _ = Unmap(start, WholePages(bytes));

    private static nuint WholePages(nuint bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        return checked(bytes + page - 1) / page * page;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
