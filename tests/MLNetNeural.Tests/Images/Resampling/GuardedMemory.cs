using System.Runtime.InteropServices;

namespace MLNetNeural.Tests.Images.Resampling;

/// <summary>A copy of bytes that ends where, on Linux, reading on ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ProtNone = 0;
    private const int ProtReadWrite = 3;

    private readonly byte* _start;
    private readonly byte* _guard;
    private readonly int _length;

    public GuardedMemory(ReadOnlySpan<byte> bytes)
    {
        int page = Environment.SystemPageSize, pages = (bytes.Length + page - 1) / page;
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)((pages + 1) * page), (nuint)page);
        _guard = _start + (pages * page);
        _length = bytes.Length;
        bytes.CopyTo(new Span<byte>(_guard - _length, _length));
        Protect(ProtNone);
    }

    public ReadOnlySpan<byte> Span => new(_guard - _length, _length);

    public void Dispose()
    {
        Protect(ProtReadWrite);
        NativeMemory.AlignedFree(_start);
    }

    private void Protect(int protection)
    {
        if (OperatingSystem.IsLinux()) Assert.AreEqual(0, Mprotect(_guard, (nuint)Environment.SystemPageSize, protection));
    }

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Mprotect(void* address, nuint length, int protection);
}
