using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Rows of one length in blocks of native memory, so that the store grows without copying and past 2 GiB. Beyond a limit, each block that
/// is full goes to a file and its memory takes the next rows.
/// </summary>
internal sealed unsafe class RowBlocks<T> : IDisposable
    where T : unmanaged
{
    private const int TargetBlockBytes = 16 << 20;
    private const int LeastBlocks = 8;

    /// <summary>Most rows of a block, where rows are short.</summary>
    private const int MostRows = 1 << 18;

    /// <summary>Bytes of the first block at first, and by how much it grows until it is a whole block: few rows take little memory.</summary>
    private const int FirstBytes = 256 << 10, Growth = 4;

    private readonly int _columns;
    private readonly int _rowsPerBlock;
    private readonly int _shift; // the rows of a block are a power of two: a row is found without a division
    private readonly FeatureMemory? _memory;
    private readonly int _maxBuffers;
    private readonly List<NativeBuffer<T>> _buffers = [];

    /// <summary>What each block lies in, and where: a buffer, or a part of the file.</summary>
    private readonly List<(IDisposable Owner, nint Start)> _blocks = [];
    private SpillFile? _file;
    private long _room; // rows that the blocks hold

    /// <param name="columns">Values of a row.</param>
    /// <param name="memory">The limit; null for none.</param>
    /// <param name="expected">Rows that the first block has room for; null for as many as are sensible for many rows.</param>
    public RowBlocks(int columns, FeatureMemory? memory = null, int? expected = null)
    {
        memory?.Check().ThrowIfAny();
        long limit = memory?.Bytes ?? long.MaxValue, rowBytes = (long)columns * sizeof(T);
        _columns = columns;
        _memory = memory;
        uint most = (uint)Math.Clamp(Math.Min(TargetBlockBytes, limit / LeastBlocks) / rowBytes, 1, MostRows);
        _shift = BitOperations.Log2(expected < most ? BitOperations.RoundUpToPowerOf2((uint)expected) : most);
        _rowsPerBlock = 1 << _shift;
        _maxBuffers = (int)Math.Clamp(limit / (_rowsPerBlock * rowBytes), 1, int.MaxValue);
    }

    public int Count { get; private set; }

    /// <summary>Blocks that have memory of their own.</summary>
    public int Buffers => _buffers.Count;

    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            return new ReadOnlySpan<T>(Pointer(row), _columns);
        }
    }

    /// <summary>The first value of a row, unchecked: for kernels whose caller has checked the rows once.</summary>
    public T* Pointer(int row)
    {
        Debug.Assert((uint)row < (uint)Count);
        return (T*)_blocks[row >> _shift].Start + ((long)(row & (_rowsPerBlock - 1)) * _columns);
    }

    /// <summary>Asks the system for rows that are in the file, ahead of their use.</summary>
    public void Prefetch(ReadOnlySpan<int> rows)
    {
        if (_file is null) return;
        foreach (int row in rows)
        {
            if (_blocks[row >> _shift].Owner is MappedBlock) MappedBlock.Prefetch((byte*)Pointer(row), (nint)_columns * sizeof(T));
        }
    }

    /// <exception cref="IOException">The rows are beyond the limit, and the file cannot be written.</exception>
    public void Add(ReadOnlySpan<T> values)
    {
        if (values.Length != _columns) throw new ArgumentException($"A row must have {_columns} features, got {values.Length}.", nameof(values));
        if (Count == int.MaxValue) throw new InvalidOperationException($"A feature store holds at most {int.MaxValue} rows.");
        if (Count == _room) Grow();
        values.CopyTo(new Span<T>(Pointer(Count++), _columns));
    }

    /// <summary>Forgets the rows and keeps the memory.</summary>
    public void Clear()
    {
        if (_file is not null) Dispose(); // blocks in the file cannot be filled again
        Count = 0;
    }

    public void Dispose()
    {
        foreach ((IDisposable owner, _) in _blocks) owner.Dispose();
        _blocks.Clear();
        _buffers.Clear();
        _file?.Dispose();
        _file = null;
        _room = 0;
        Count = 0;
    }

    private void Grow()
    {
        if (_room < _rowsPerBlock)
        {
            GrowFirst();
            return;
        }

        NativeBuffer<T> buffer;
        if (_buffers.Count < _maxBuffers)
        {
            buffer = NewBuffer(_rowsPerBlock);
            _buffers.Add(buffer);
        }
        else
        {
            buffer = _buffers[^1];
            _file ??= new SpillFile(_memory!.TemporaryFolder, "Features beyond the memory limit");
            MappedBlock block = _file.Append(MemoryMarshal.AsBytes(buffer.Slice(0, checked(_rowsPerBlock * _columns))));
            _blocks[^1] = (block, (nint)block.Pointer);
        }

        _blocks.Add((buffer, (nint)buffer.Pointer));
        _room += _rowsPerBlock;
    }

    private void GrowFirst()
    {
        long room = _room == 0 ? Math.Max(1, FirstBytes / ((long)_columns * sizeof(T))) : _room * Growth;
        _room = Math.Min(room, _rowsPerBlock);
        NativeBuffer<T> buffer = NewBuffer(_room);
        if (_buffers.Count > 0)
        {
            using NativeBuffer<T> smaller = _buffers[0];
            Buffer.MemoryCopy(smaller.Pointer, buffer.Pointer, buffer.Length * sizeof(T), smaller.Length * sizeof(T));
            _buffers.Clear();
            _blocks.Clear();
        }

        _buffers.Add(buffer);
        _blocks.Add((buffer, (nint)buffer.Pointer));
    }

    /// <summary>Memory for rows, which are written before they are read.</summary>
    private NativeBuffer<T> NewBuffer(long rows) => new(rows * _columns, isZeroed: false);
}
