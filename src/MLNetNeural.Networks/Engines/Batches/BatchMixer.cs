using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Networks.Engines.Batches;

/// <summary>Mixes the rows of a batch in pairs, as float32, into a store of their own: λ·x + (1 − λ)·x′.</summary>
internal sealed unsafe class BatchMixer : IParallelWork, IDisposable
{
    /// <summary>Features that are mixed at one time, and stay in the cache.</summary>
    private const int Block = 1024;

    private readonly SingleFeatures _mixed;
    private FeatureStore _from = null!;
    private int* _rows;
    private BatchMix _mix;

    /// <summary>Room for a batch.</summary>
    public BatchMixer(int columns, int maxRows)
    {
        _mixed = new SingleFeatures(columns);
        float[] zeros = new float[columns];
        for (int position = 0; position < maxRows; position++) _mixed.Add(zeros);
    }

    /// <summary>The rows of the batch, from row 0 on.</summary>
    public FeatureStore Mixed => _mixed;

    /// <summary>Mixes rows of a store of any kind; rows that are not mixed are written out as float32.</summary>
    public void Run(FeatureStore from, int* rows, int count, BatchMix mix, WorkerPool pool)
    {
        _from = from;
        _rows = rows;
        _mix = mix;
        pool.Run(this, count);
    }

    /// <summary>Mixes one row of the batch.</summary>
    public void Run(int part, int worker)
    {
        int row = _rows[part], other = _mix.IsOn ? _rows[_mix.Partner(part)] : row;
        var mixed = new Span<float>(_mixed.Pointer(part), _mixed.Columns);
        if (_from is SparseFeatures sparse)
        {
            mixed.Clear();
            Add(sparse, row, _mix.Share, mixed);
            if (_mix.IsOn) Add(sparse, other, 1 - _mix.Share, mixed);
        }
        else
        {
            Mix(row, other, mixed);
        }
    }

    public void Dispose() => _mixed.Dispose();

    private void Mix(int row, int other, Span<float> mixed)
    {
        Span<float> block = stackalloc float[Block];
        for (int start = 0; start < mixed.Length; start += Block)
        {
            Span<float> sum = mixed.Slice(start, Math.Min(Block, mixed.Length - start)), added = block[..sum.Length];
            fixed (float* to = sum)
            fixed (float* add = added)
            {
                RowGatherer.Copy(_from, &row, null, 1, start, sum.Length, to, sum.Length);
                RowGatherer.Copy(_from, &other, null, 1, start, sum.Length, add, sum.Length);
            }

            TensorPrimitives.Multiply(sum, _mix.Share, sum);
            TensorPrimitives.Multiply(added, 1 - _mix.Share, added);
            TensorPrimitives.Add(sum, added, sum);
        }
    }

    private static void Add(SparseFeatures features, int row, float share, Span<float> sum)
    {
        ReadOnlySpan<int> columns = features.ColumnsOf(row);
        ReadOnlySpan<float> values = features.ValuesOf(row);
        for (int i = 0; i < columns.Length; i++) sum[columns[i]] += values[i] * share;
    }
}
