namespace Microsoft.ML.Data;

/// <summary>Makes one cursor into a set: each member takes the next block of rows in turn, so that work on the rows runs in parallel.</summary>
internal sealed class CursorSplitter
{
    private const int RowsPerBlock = 64;

    private readonly Lock _lock = new();
    private readonly DataViewRowCursor _source;
    private long _nextBatch;
    private bool _isAtEnd;
    private int _open;

    private CursorSplitter(DataViewRowCursor source, int members)
    {
        _source = source;
        _open = members;
    }

    /// <summary>At most <paramref name="n"/> cursors over the rows that <paramref name="source"/> has left. They own it.</summary>
    public static DataViewRowCursor[] Split(DataViewRowCursor source, IReadOnlyList<DataViewSchema.Column> columns, int n)
    {
        if (n < 2)
            return [source];
        CursorSplitter splitter = new(source, n);
        var members = new DataViewRowCursor[n];
        for (int i = 0; i < n; i++)
            members[i] = new Member(splitter, new RowBuffer(source, columns, RowsPerBlock));
        return members;
    }

    private (int Rows, long Batch) Take(RowBuffer rows)
    {
        lock (_lock)
        {
            int count = 0;
            while (!_isAtEnd && count < rows.Capacity)
            {
                if (_source.MoveNext())
                    rows.Fill(count++);
                else
                    _isAtEnd = true;
            }
            return (count, _nextBatch++);
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _source.Dispose();
    }

    private sealed class Member(CursorSplitter splitter, RowBuffer rows) : DataViewRowCursor
    {
        private int _count;
        private long _position = -1;
        private long _batch;
        private bool _isDisposed;

        public override long Position => _position;

        public override long Batch => _batch;

        public override DataViewSchema Schema => splitter._source.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => rows.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => rows.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool MoveNext()
        {
            if (++rows.Current >= _count)
            {
                (_count, _batch) = splitter.Take(rows);
                rows.Current = 0;
            }
            _position = _count > 0 ? _position + 1 : -1;
            return _count > 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (!_isDisposed && disposing)
                splitter.Close();
            _isDisposed = true;
            base.Dispose(disposing);
        }
    }
}
