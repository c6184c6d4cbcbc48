using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>One value a row, in blocks, so that growing copies little.</summary>
internal sealed class ValueStore<T>(ValueGetter<T> read) : ColumnStore<T>
{
    private const int BlockBits = 12;
    private const int RowsPerBlock = 1 << BlockBits;

    private readonly List<T[]> _blocks = [];
    private int _count;

    public override void Append()
    {
        int place = _count % RowsPerBlock;
        if (place == 0)
            _blocks.Add(new T[_blocks.Count == 0 ? 16 : RowsPerBlock]);
        T[] block = _blocks[^1];
        if (place == block.Length)
        {
            Array.Resize(ref block, Math.Min(RowsPerBlock, 4 * block.Length));
            _blocks[^1] = block;
        }
        read(ref block[place]);
        _count++;
    }

    public override void Get(int row, ref T value) => value = _blocks[row / RowsPerBlock][row % RowsPerBlock];

    public override ValueGetter<T> GetGetter(CacheCursor cursor) => new BlockReader(this, cursor).Get;

    // Keeps the block it read last: rows that follow one another lie in it, and a getter is called for each value of a pass.
    private sealed class BlockReader(ValueStore<T> store, CacheCursor cursor)
    {
        private T[] _block = [];
        private long _number = long.MinValue;

        public void Get(ref T value)
        {
            long row = cursor.Row;
            if (row >> BlockBits != _number)
                MoveTo(row >> BlockBits);
            value = _block[(int)row & (RowsPerBlock - 1)];
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void MoveTo(long number)
        {
            _block = store._blocks[(int)number];
            _number = number;
        }
    }
}
