namespace Microsoft.ML.Data;

/// <summary>One value a row, in blocks, so that growing copies little.</summary>
internal sealed class ValueStore<T>(ValueGetter<T> read) : ColumnStore<T>
{
    private const int RowsPerBlock = 4096;

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
}
