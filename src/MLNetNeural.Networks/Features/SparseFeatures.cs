using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Features;

/// <summary>
/// Features of which most are 0, kept as the columns and values of the others: a row of 100,000 columns takes 8 bytes for each
/// value that is there. Training gives what the same features give dense, and passes over no zeros.
/// </summary>
public sealed class SparseFeatures : FeatureStore
{
    private const int FirstBlock = 1 << 16;
    private const int LargestBlock = 1 << 22;

    private readonly List<(NativeBuffer<int> Columns, NativeBuffer<float> Values)> _blocks = [];
    private readonly List<(int Block, int Start, int Length)> _rows = [];
    private int _block;
    private int _used;

    /// <summary>An empty store.</summary>
    /// <param name="columns">Number of features of a row; at least 1.</param>
    public SparseFeatures(int columns)
        : base(columns, image: null)
    {
    }

    /// <inheritdoc/>
    public override int Count => _rows.Count;

    /// <summary>Number of values that are kept.</summary>
    public long ValueCount { get; private set; }

    /// <summary>Appends a row.</summary>
    /// <param name="columns">Zero-based columns of its values, rising.</param>
    /// <param name="values">The values there; copied, but for zeros.</param>
    /// <exception cref="ArgumentException">There are not as many columns as values, or a column does not exist or does not rise.</exception>
    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        if (columns.Length != values.Length) throw new ArgumentException($"A row must have as many columns as values, got {columns.Length} and {values.Length}.", nameof(columns));
        for (int i = 0, last = -1; i < columns.Length; last = columns[i++])
        {
            if (columns[i] <= last || columns[i] >= Columns)
            {
                throw new ArgumentException($"The columns of a row must rise and be below {Columns}, got {columns[i]} after {last} in row {Count}.", nameof(columns));
            }
        }

        (NativeBuffer<int> blockColumns, NativeBuffer<float> blockValues) = BlockFor(columns.Length);
        int start = _used;
        for (int i = 0; i < columns.Length; i++)
        {
            if (values[i] == 0) continue;
            blockColumns.Slice(_used, 1)[0] = columns[i];
            blockValues.Slice(_used++, 1)[0] = values[i];
        }

        _rows.Add((_block, start, _used - start));
        ValueCount += _used - start;
    }

    /// <summary>The columns of a row's values, rising.</summary>
    /// <param name="row">Zero-based row.</param>
    public ReadOnlySpan<int> ColumnsOf(int row)
    {
        (int block, int start, int length) = _rows[row];
        return length == 0 ? [] : _blocks[block].Columns.Slice(start, length);
    }

    /// <summary>The values of a row, those that are not 0.</summary>
    /// <param name="row">Zero-based row.</param>
    public ReadOnlySpan<float> ValuesOf(int row)
    {
        (int block, int start, int length) = _rows[row];
        return length == 0 ? [] : _blocks[block].Values.Slice(start, length);
    }

    /// <summary>The values of a row, to be changed before training.</summary>
    internal Span<float> Values(int row)
    {
        (int block, int start, int length) = _rows[row];
        return length == 0 ? [] : _blocks[block].Values.Slice(start, length);
    }

    /// <inheritdoc/>
    internal override void Prefetch(ReadOnlySpan<int> rows)
    {
        // The values that are there always lie in memory.
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        _rows.Clear();
        _block = _used = 0;
        ValueCount = 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach ((NativeBuffer<int> columns, NativeBuffer<float> values) in _blocks)
        {
            columns.Dispose();
            values.Dispose();
        }

        _blocks.Clear();
        Clear();
    }

    /// <summary>The block that the next row goes to: a row lies in one block.</summary>
    private (NativeBuffer<int> Columns, NativeBuffer<float> Values) BlockFor(int length)
    {
        while (_block < _blocks.Count && _blocks[_block].Columns.Length - _used < length)
        {
            _block++;
            _used = 0;
        }

        if (_block == _blocks.Count)
        {
            int size = Math.Max(length, _block >= 6 ? LargestBlock : FirstBlock << _block);
            _blocks.Add((new NativeBuffer<int>(size), new NativeBuffer<float>(size)));
        }

        return _blocks[_block];
    }
}
