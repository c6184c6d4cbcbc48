using System.Runtime.InteropServices;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

/// <summary>Memory for a kernel between two stretches of a pattern that shows whether it wrote past an end.</summary>
internal sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int GuardBytes = 256;
    private const byte Pattern = 0xA5;

    private readonly byte* _start;
    private readonly int _bytes;

    /// <param name="values">What the memory holds.</param>
    /// <param name="misalignment">Elements by which the start misses a cache line.</param>
    public GuardedBuffer(ReadOnlySpan<T> values, int misalignment = 0)
    {
        _bytes = values.Length * sizeof(T);
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)((2 * GuardBytes) + _bytes + (misalignment * sizeof(T))), 64);
        Pointer = (T*)(_start + GuardBytes) + misalignment;
        new Span<byte>((byte*)Pointer - GuardBytes, GuardBytes).Fill(Pattern);
        new Span<byte>((byte*)Pointer + _bytes, GuardBytes).Fill(Pattern);
        values.CopyTo(new Span<T>(Pointer, values.Length));
    }

    public T* Pointer { get; }

    public T[] Values => new Span<T>(Pointer, _bytes / sizeof(T)).ToArray();

    public bool IsGuardWhole
        => !new ReadOnlySpan<byte>((byte*)Pointer - GuardBytes, GuardBytes).ContainsAnyExcept(Pattern)
            && !new ReadOnlySpan<byte>((byte*)Pointer + _bytes, GuardBytes).ContainsAnyExcept(Pattern);

    public void Dispose() => NativeMemory.AlignedFree(_start);
}
