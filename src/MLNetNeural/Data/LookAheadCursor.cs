using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Reads blocks of an input's rows ahead, has columns computed for a whole block, and serves the rows one by one.</summary>
/// <remarks>
/// The schema is that of the input followed by the computed columns. Of the input the active columns are copied, so that they are
/// right for the served row although the input is further on. Slots of all blocks lie in one ring: while the consumer is in one
/// block, <see cref="LookAheadThreads"/> read the next ones (one after the other, on one thread at a time) and compute them. What they have not
/// begun when the consumer needs it, the consumer does itself, so that it waits only for work that is being done. A failure surfaces
/// from <see cref="MoveNext"/> at its row, after the rows before it.
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

    // Guards the stages of blocks and the two fields below; everything else of a block belongs to who works on it.
    private readonly object _stages = new();
    private int _nextToRead;
    private bool _isReading;
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
            if (_current >= 0) Hand(_blocks[_current], Stage.Served);
            for (int help = _current < 0 ? _blocks.Length - 1 : 1; help > 0; help--) LookAheadThreads.Help(this);
            _current = (_current + 1) % _blocks.Length;
            Await(_blocks[_current]);
        }

        Block block = _blocks[_current];
        _slot = block.First - 1;
        _end = block.First + block.Count;
    }

    /// <summary>Reads or computes one block that is due, for <see cref="LookAheadThreads"/>.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryWorkAhead()
    {
        Block? block;
        lock (_stages) block = _isDisposed ? null : Array.Find(_blocks, TryClaim);
        if (block is null) return false;
        Work(block);
        return true;
    }

    private void Await(Block block)
    {
        while (true)
        {
            lock (_stages)
            {
                while (block.Stage != Stage.Ready && !TryClaim(block)) Monitor.Wait(_stages);
                if (block.Stage == Stage.Ready) return;
            }

            Work(block);
        }
    }

    /// <summary>Takes a block to read or compute, if it is due; called with the stages locked.</summary>
    private bool TryClaim(Block block)
    {
        switch (block.Stage)
        {
            case Stage.Read:
                block.Stage = Stage.Computing;
                return true;
            case Stage.Served when !_isReading && block == _blocks[_nextToRead]:
                block.Stage = Stage.Reading;
                _isReading = true;
                return true;
            default:
                return false;
        }
    }

    private void Work(Block block)
    {
        if (block.Stage == Stage.Reading)
        {
            ReadBlock(block);
            Hand(block, Stage.Read);
        }
        else
        {
            ComputeBlock(block);
            Hand(block, Stage.Ready);
        }
    }

    private void Hand(Block block, Stage stage)
    {
        lock (_stages)
        {
            if (stage == Stage.Read)
            {
                _isReading = false;
                _nextToRead = (_nextToRead + 1) % _blocks.Length;
            }

            block.Stage = stage;
            Monitor.PulseAll(_stages);
        }
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
            _stop.Cancel();
            lock (_stages)
            {
                _isDisposed = true;
                while (Array.Exists(_blocks, block => block.Stage is Stage.Reading or Stage.Computing)) Monitor.Wait(_stages);
            }

            _computation.Dispose();
            _input.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What has been done of a block.</summary>
    private enum Stage
    {
        /// <summary>Its rows have been served, or there are none yet: it may be filled.</summary>
        Served,

        /// <summary>A thread reads its rows.</summary>
        Reading,

        /// <summary>Its rows are there, and nothing is computed.</summary>
        Read,

        /// <summary>A thread computes.</summary>
        Computing,

        /// <summary>It may be served.</summary>
        Ready,
    }

    /// <summary>Some slots, and what became of them; handed from thread to thread by <see cref="Stage"/>.</summary>
    private sealed class Block
    {
        public required int First { get; init; }

        public int Count { get; set; }

        public bool IsLast { get; set; }

        public ExceptionDispatchInfo? Fault { get; set; }

        public Stage Stage { get; set; }
    }
}
