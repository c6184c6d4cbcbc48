using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>One vector a row, in blocks of about a mebibyte.</summary>
/// <param name="read">Reads the vector of the present row.</param>
/// <param name="size">Items in every vector; 0 when it varies.</param>
internal sealed class VectorStore<T>(ValueGetter<VBuffer<T>> read, int size) : ColumnStore<VBuffer<T>>
{
    private const int BlockBytes = 1 << 20;

    private readonly int _rowsPerBlock = (int)Math.Clamp(BlockBytes / Math.Max((long)size * Unsafe.SizeOf<T>(), 1), 1, 4096);
    private readonly List<VectorBlock<T>> _blocks = [];
    private VBuffer<T> _vector;
    private int _count;

    public override void Append()
    {
        read(ref _vector);
        if (_count % _rowsPerBlock == 0)
            _blocks.Add(new(_rowsPerBlock, size));
        _blocks[^1].Append(in _vector);
        _count++;
    }

    public override void Get(int row, ref VBuffer<T> value) => _blocks[row / _rowsPerBlock].Get(row % _rowsPerBlock, ref value);
}
