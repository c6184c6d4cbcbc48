namespace Microsoft.ML.Data;

/// <summary>A table whose columns are read once and then kept in memory, each in a store of its own type.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _input;
    private readonly DataViewSchema.Column[] _prefetch;
    private readonly CachedColumn?[] _columns;
    private readonly Lock _reading = new();
    private long _rowCount = -1;

    public CacheDataView(IDataView input, IEnumerable<string>? columnsToPrefetch)
    {
        _input = input;
        _columns = new CachedColumn?[input.Schema.Count];
        _prefetch = [.. (columnsToPrefetch ?? []).Select(name => input.Schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(columnsToPrefetch), $"Could not find column '{name}' to cache."))];
    }

    public DataViewSchema Schema => _input.Schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => Volatile.Read(ref _rowCount) is >= 0 and long known ? known : _input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        bool[] isActive = Schema.ActiveSet(columnsNeeded);
        Read(isActive);

        int[]? order = rand is null ? null : Permutation(checked((int)_rowCount), rand);
        var cursors = new DataViewRowCursor[Math.Clamp(n, 1, Environment.ProcessorCount)];
        for (int i = 0; i < cursors.Length; i++)
            cursors[i] = new CacheCursor(Schema, _columns, isActive, _rowCount, order, i, cursors.Length);
        return cursors;
    }

    private static int[] Permutation(int count, Random rand)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        rand.Shuffle(order);
        return order;
    }

    private void Read(bool[] isActive)
    {
        lock (_reading)
        {
            DataViewSchema.Column[] needed = [.. Schema.Where(column => isActive[column.Index] && _columns[column.Index] is null)];
            if (needed.Length == 0 && _rowCount >= 0)
                return;
            DataViewSchema.Column[] missing = [.. needed.Concat(_prefetch.Where(c => _columns[c.Index] is null)).DistinctBy(c => c.Index)];
            (CachedColumn[] columns, long rows) = CacheReader.Read(_input, missing);
            if (_rowCount >= 0 && rows != _rowCount)
            {
                throw new InvalidOperationException(
                    $"The cached data had {_rowCount} rows when first read and {rows} when column '{missing[0].Name}' was; "
                    + "name the columns in columnsToPrefetch, so that they are read together.");
            }
            for (int i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = columns[i];
            Volatile.Write(ref _rowCount, rows);
        }
    }
}
