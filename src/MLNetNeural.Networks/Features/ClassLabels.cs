using System.Runtime.InteropServices;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Zero-based classes of rows, a byte each where there are so few: the shuffled rows of a large data set then find theirs in the
/// processor's cache, and not in memory.
/// </summary>
internal sealed class ClassLabels
{
    private const int NarrowClasses = 1 << (8 * sizeof(byte));

    private readonly byte[]? _narrow;
    private readonly int[] _wide = [];

    /// <param name="classes">Zero-based class of each row; copied.</param>
    /// <param name="count">Number of classes.</param>
    /// <exception cref="ArgumentException">A class is negative or not below <paramref name="count"/>.</exception>
    public ClassLabels(ReadOnlySpan<int> classes, int count)
    {
        foreach (int c in classes)
        {
            if ((uint)c >= (uint)count) throw new ArgumentException($"A class must be in [0, {count}), got {c}.", nameof(classes));
        }

        Length = classes.Length;
        if (count > NarrowClasses)
        {
            _wide = classes.ToArray();
            return;
        }

        _narrow = new byte[classes.Length];
        for (int row = 0; row < classes.Length; row++) _narrow[row] = (byte)classes[row];
    }

    /// <summary>Number of rows.</summary>
    public int Length { get; }

    /// <summary>The class of a row.</summary>
    public int this[int row] => _narrow is not null ? _narrow[row] : _wide[row];

    /// <summary>Asks for the class of a row, ahead of its use.</summary>
    public void Prefetch(int row)
    {
        if (_narrow is not null) CachePrefetch.Elements(_narrow, row, 1);
        else CachePrefetch.Elements(_wide, row, 1);
    }

    /// <summary>Adds the classes to a checksum, as int32 however they are kept.</summary>
    public void AddTo(ref Crc32C checksum)
    {
        if (_narrow is null)
        {
            checksum.Add(MemoryMarshal.AsBytes(_wide.AsSpan()));
            return;
        }

        Span<int> part = stackalloc int[256];
        for (int start = 0; start < _narrow.Length; start += part.Length)
        {
            int length = Math.Min(part.Length, _narrow.Length - start);
            for (int i = 0; i < length; i++) part[i] = _narrow[start + i];
            checksum.Add(MemoryMarshal.AsBytes(part[..length]));
        }
    }
}
