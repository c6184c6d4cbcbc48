namespace Microsoft.ML.Data;

/// <summary>The rows in a random order that is the same in every pass: drawn from a pool into which the next rows follow.</summary>
internal sealed class ShuffleView(IDataView input, int seed, int poolSize, bool shuffleSource) : IDataView
{
    public DataViewSchema Schema => input.Schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        rand ??= new Random(seed);
        Random? sourceRand = shuffleSource && input.CanShuffle ? new Random(rand.Next()) : null;
        DataViewRowCursor source = input.GetRowCursor(columns, sourceRand);
        return poolSize == 1 ? source : new Cursor(source, columns, poolSize, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return CursorSplitter.Split(GetRowCursor(columns, rand), columns, n);
    }

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, int poolSize, Random rand) : DataViewRowCursor
    {
        private readonly RowBuffer _rows = new(input, columns, poolSize);
        private readonly List<int> _pool = [];
        private long _position = -1;
        private int _chosen = -1;
        private bool _isInputAtEnd;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => input.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _rows.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _rows.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => _rows.GetIdGetter();

        public override bool MoveNext()
        {
            // The slot just read is free for the next row; without one it leaves the pool.
            if (_chosen >= 0 && !TryFill(_pool[_chosen]))
            {
                _pool[_chosen] = _pool[^1];
                _pool.RemoveAt(_pool.Count - 1);
            }
            while (_chosen < 0 && _pool.Count < poolSize && TryFill(_pool.Count))
                _pool.Add(_pool.Count);
            if (_pool.Count == 0)
            {
                _chosen = -1;
                _position = -1;
                return false;
            }
            _chosen = rand.Next(_pool.Count);
            _rows.Current = _pool[_chosen];
            _position++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }

        private bool TryFill(int slot)
        {
            _isInputAtEnd = _isInputAtEnd || !input.MoveNext();
            if (!_isInputAtEnd)
                _rows.Fill(slot);
            return !_isInputAtEnd;
        }
    }
}
