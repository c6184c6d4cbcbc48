using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetNeural.Networks.Memory;

/// <summary>Memory outside the managed heap, aligned for vectors; freed by <see cref="Dispose"/> or, at the latest, the finaliser.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint CacheLine = 64;
    private const nuint HugePage = 2 << 20;

    /// <summary>
    /// Fewer bytes are not worth a collection: the garbage collector is told of the others, so that it comes for buffers that nobody disposes of.
    /// Told of all, it would come in every training of a small network, whose buffers are all disposed of, and take a tenth of its time.
    /// </summary>
    private const long LeastPressure = 1 << 20;

    private T* _pointer;
    private readonly long _bytes;
    private readonly bool _isPages;

    /// <summary>Takes memory for <paramref name="length"/> elements.</summary>
    /// <param name="length">Number of elements.</param>
    /// <param name="isZeroed">Whether they are 0 at first. Else they are anything, and the system gives pages only when they are written to.</param>
    /// <exception cref="OutOfMemoryException">The system has not that much memory.</exception>
    public NativeBuffer(long length, bool isZeroed = true)
    {
        Length = length;
        nuint bytes = checked((nuint)length * (nuint)sizeof(T));
        bool huge = bytes >= 2 * HugePage;
        _bytes = (long)bytes;
        _isPages = huge && SystemPages.AreThere;
        _pointer = (T*)(_isPages
            ? SystemPages.Take(bytes, HugePage)
            : NativeMemory.AlignedAlloc(bytes == 0 ? CacheLine : bytes, huge ? HugePage : CacheLine));
        if (huge) MemoryAdvice.HugePages(_pointer, bytes);
        if (isZeroed && !_isPages) NativeMemory.Clear(_pointer, bytes);
        if (_bytes > LeastPressure) GC.AddMemoryPressure(_bytes);
    }

    ~NativeBuffer() => Free();

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>The first element.</summary>
    /// <exception cref="ObjectDisposedException">The memory has been given back.</exception>
    public T* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pointer != null ? _pointer : throw new ObjectDisposedException(nameof(NativeBuffer<T>));
    }

    /// <summary>The elements from <paramref name="start"/> on.</summary>
    public Span<T> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length);
        return new Span<T>(Pointer + start, length);
    }

    /// <summary>A buffer with the same contents.</summary>
    public NativeBuffer<T> Clone()
    {
        var copy = new NativeBuffer<T>(Length, isZeroed: false);
        Buffer.MemoryCopy(Pointer, copy.Pointer, copy._bytes, _bytes);
        return copy;
    }

    /// <summary>Exchanges the memory of two buffers of one length.</summary>
    public void Swap(NativeBuffer<T> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, Length);
        T* pointer = _pointer;
        _pointer = other._pointer;
        other._pointer = pointer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pointer == null) return;
        if (_isPages) SystemPages.GiveBack(_pointer, (nuint)_bytes);
        else NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        if (_bytes > LeastPressure) GC.RemoveMemoryPressure(_bytes);
    }
}
