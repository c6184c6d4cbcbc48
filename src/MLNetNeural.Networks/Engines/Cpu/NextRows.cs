using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// The rows of the next batch, brought into the caches while the cores are busy with this one. Shuffled rows of a data set that no cache
/// holds would else be waited for one by one: where rows are short and the network is small, as long as their step takes.
/// </summary>
internal sealed unsafe class NextRows
{
    /// <summary>Bytes of a batch that stay in a second-level cache beside what a step works on. Longer rows are asked for in stretches as they are read.</summary>
    private const int MostBytes = 256 << 10;

    private readonly FeatureStore _features;
    private readonly Targets _targets;
    private readonly int[] _rows;
    private readonly int _rowBytes;
    private int _count;

    public NextRows(TrainingPlan plan)
    {
        _features = plan.Features;
        _targets = plan.Targets;
        _rowBytes = plan.Features switch
        {
            SingleFeatures => plan.Features.Columns * sizeof(float),
            ByteFeatures => plan.Features.Columns,
            _ => MostBytes + 1, // sparse rows lie one behind the other in two arrays
        };
        _rows = (long)plan.MaxBatchSize * _rowBytes <= MostBytes ? new int[plan.MaxBatchSize] : [];
    }

    /// <summary>Takes the rows of the next batch; those that do not exist are left to the batch itself.</summary>
    public void Set(ReadOnlySpan<int> rows)
    {
        _count = 0;
        if (rows.Length > _rows.Length) return;
        uint existing = (uint)Math.Min(_features.Count, _targets.Count);
        foreach (int row in rows)
        {
            if ((uint)row < existing) _rows[_count++] = row;
        }
    }

    /// <summary>Asks for some of the rows, and for what they should give; from any thread. The same core will probably run them.</summary>
    /// <param name="first">Position of the first in the next batch.</param>
    /// <param name="count">How many, if there are so many.</param>
    public void Prefetch(int first, int count)
    {
        for (int r = first; r < Math.Min(first + count, _count); r++)
        {
            int row = _rows[r];
            CachePrefetch.Bytes(_features is ByteFeatures bytes ? bytes.Pointer(row) : (byte*)((SingleFeatures)_features).Pointer(row), _rowBytes);
            _targets.Prefetch(row);
        }
    }
}
