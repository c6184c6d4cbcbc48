using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Reads blocks of an input's rows ahead, has columns computed for a whole block, and serves the rows one by one.</summary>
/// <remarks>
/// The schema is that of the input followed by the computed columns. Of the input the active columns are copied, so that they are
/// right for the served row although the input is further on. Slots of all blocks lie in one ring: while the consumer is in one
/// block, the next ones are read (one after the other, on one thread at a time) and computed. A failure surfaces from
/// <see cref="MoveNext"/> at its row, after the rows before it.
/// </remarks>
internal sealed class LookAheadCursor : DataViewRowCursor, ISlotRow
{
    private readonly DataViewRowCursor _input;
    private readonly BlockComputation _computation;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _copies;
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _batches;
    private readonly Block[] _blocks;
    private readonly CancellationTokenSource _stop = new();
    private Task _lastRead = Task.CompletedTask;
    private bool _isInputAtEnd;
    private int _rowsToRead;
    private int _current = -1;
    private int _slot = -1;
    private int _end;
    private long _position = -1;
    private bool _isFinished;
    private bool _isDisposed;

    /// <summary>A cursor in front of the first row; nothing has been read.</summary>
    /// <param name="schema">The input's columns followed by the computed ones.</param>
    /// <param name="input">The rows; the cursor owns and disposes it.</param>
    /// <param name="active">Per column of <paramref name="schema"/>, whether it will be asked for.</param>
    /// <param name="computation">What computes; the cursor owns and disposes it.</param>
    public LookAheadCursor(DataViewSchema schema, DataViewRowCursor input, bool[] active, BlockComputation computation)
    {
        Schema = schema;
        _input = input;
        _active = active;
        _computation = computation;
        _rowsToRead = computation.RowsOfFirstBlock;
        _blocks = new Block[computation.BlocksAhead + 1];
        int slots = _blocks.Length * computation.RowsPerBlock;
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = new Block { First = i * computation.RowsPerBlock };
        }

        computation.Start(input, slots);
        _copies = [.. input.Schema.Select(column => active[column.Index] ? ColumnBuffer.Create(input, column, slots) : null)];
        _idGetter = input.GetIdGetter();
        _ids = new DataViewRowId[slots];
        _batches = new long[slots];
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public override long Position => _position;

    /// <inheritdoc/>
    public override long Batch => _batches[Slot];

    /// <inheritdoc/>
    public int Slot => _position >= 0 && !_isFinished ? _slot : throw new InvalidOperationException(
        "The cursor is not at a row: call MoveNext first, and read values only while it returns true.");

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        ColumnGetter.CheckBelongs(Schema, column);
        return _active[column.Index];
    }

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnGetter.Check(Schema, column, _active);
        Delegate getter = column.Index < _copies.Length
            ? _copies[column.Index]!.GetGetter(this)
            : _computation.GetGetter(column.Index - _copies.Length, this);
        return ColumnGetter.As<TValue>(getter, column);
    }

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Slot];

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (!_isFinished)
        {
            while (++_slot < _end)
            {
                if (_computation.IsKept(_slot))
                {
                    _position++;
                    return true;
                }
            }

            if (_current >= 0 && _blocks[_current].IsLast)
            {
                _isFinished = true;
                _blocks[_current].Fault?.Throw();
                _computation.Complete();
            }
            else
            {
                TakeNextBlock();
            }
        }

        return false;
    }

    private void TakeNextBlock()
    {
        if (_blocks.Length == 1)
        {
            _current = 0;
            ReadBlock(_blocks[0]);
            ComputeBlock(_blocks[0]);
        }
        else
        {
            ScheduleBlocks();
            _current = (_current + 1) % _blocks.Length;
            _blocks[_current].Ready.GetAwaiter().GetResult();
        }

        Block block = _blocks[_current];
        _slot = block.First - 1;
        _end = block.First + block.Count;
    }

    /// <summary>Sends the block that has just been served to be filled again; at the start all of them.</summary>
    private void ScheduleBlocks()
    {
        if (_current >= 0)
        {
            Schedule(_blocks[_current]);
            return;
        }

        foreach (Block block in _blocks)
        {
            Schedule(block);
        }
    }

    private void Schedule(Block block)
    {
        Task read = _lastRead.ContinueWith(_ => ReadBlock(block), TaskScheduler.Default);
        _lastRead = read;
        block.Ready = read.ContinueWith(_ => ComputeBlock(block), TaskScheduler.Default);
    }

    private void ReadBlock(Block block)
    {
        block.Count = 0;
        block.Fault = null;
        try
        {
            while (block.Count < _rowsToRead && !_isInputAtEnd && !_stop.IsCancellationRequested)
            {
                if (!_input.MoveNext())
                {
                    _isInputAtEnd = true;
                    break;
                }

                ReadRow(block.First + block.Count);
                block.Count++;
            }
        }
        catch (Exception exception)
        {
            block.Fault = ExceptionDispatchInfo.Capture(exception);
            _isInputAtEnd = true;
        }

        block.IsLast = _isInputAtEnd;
        _rowsToRead = Math.Min(2 * _rowsToRead, _computation.RowsPerBlock);
    }

    private void ReadRow(int slot)
    {
        foreach (ColumnBuffer? copy in _copies)
        {
            copy?.Read(slot);
        }

        _idGetter(ref _ids[slot]);
        _batches[slot] = _input.Batch;
        _computation.Read(slot);
    }

    private void ComputeBlock(Block block)
    {
        try
        {
            if (block.Count > 0 && !_stop.IsCancellationRequested)
            {
                _computation.Compute(block.First, block.Count, _stop.Token);
            }
        }
        catch (Exception exception)
        {
            block.Fault = ExceptionDispatchInfo.Capture(exception);
            block.Count = 0;
            block.IsLast = true;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _stop.Cancel();
            Task.WaitAll([.. _blocks.Select(block => block.Ready)]);
            _computation.Dispose();
            _input.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Some slots, and what became of them; handed from thread to thread by <see cref="Ready"/>.</summary>
    private sealed class Block
    {
        public required int First { get; init; }

        public int Count { get; set; }

        public bool IsLast { get; set; }

        public ExceptionDispatchInfo? Fault { get; set; }

        public Task Ready { get; set; } = Task.CompletedTask;
    }
}
