using System.Diagnostics;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Features;

/// <summary>Rows of one length in blocks of native memory, so that the store grows without copying and past 2 GiB.</summary>
internal sealed unsafe class RowBlocks<T>(int columns) : IDisposable
    where T : unmanaged
{
    private const int TargetBlockBytes = 16 << 20;

    private readonly int _rowsPerBlock = (int)Math.Clamp(TargetBlockBytes / ((long)columns * sizeof(T)), 1, 1 << 16);
    private readonly List<NativeBuffer<T>> _blocks = [];

    public int Count { get; private set; }

    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            return _blocks[row / _rowsPerBlock].Slice((long)(row % _rowsPerBlock) * columns, columns);
        }
    }

    /// <summary>The first value of a row, unchecked: for kernels whose caller has checked the rows once.</summary>
    public T* Pointer(int row)
    {
        Debug.Assert((uint)row < (uint)Count);
        return _blocks[row / _rowsPerBlock].Pointer + ((long)(row % _rowsPerBlock) * columns);
    }

    public void Add(ReadOnlySpan<T> values)
    {
        if (values.Length != columns) throw new ArgumentException($"A row must have {columns} features, got {values.Length}.", nameof(values));
        if (Count == int.MaxValue) throw new InvalidOperationException($"A feature store holds at most {int.MaxValue} rows.");
        if (Count % _rowsPerBlock == 0 && Count / _rowsPerBlock == _blocks.Count) _blocks.Add(new NativeBuffer<T>((long)_rowsPerBlock * columns));
        values.CopyTo(_blocks[Count / _rowsPerBlock].Slice((long)(Count % _rowsPerBlock) * columns, columns));
        Count++;
    }

    /// <summary>Forgets the rows and keeps the memory.</summary>
    public void Clear() => Count = 0;

    public void Dispose()
    {
        foreach (NativeBuffer<T> block in _blocks) block.Dispose();
        _blocks.Clear();
        Count = 0;
    }
}
