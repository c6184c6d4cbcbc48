using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Networks.Training;

/// <summary>Which rows each batch of an epoch has.</summary>
internal sealed class BatchOrder
{
    private readonly TrainingSet _set;
    private readonly TrainingOptions _options;
    private readonly int[] _rows;

    public BatchOrder(TrainingSet set, TrainingOptions options)
    {
        _set = set;
        _options = options;
        _rows = new int[set.TrainingRows.Length];
        Size = Math.Min(options.BatchSize ?? _rows.Length, _rows.Length);
        Count = options.DropLastBatch ? Math.Max(1, _rows.Length / Size) : (_rows.Length + Size - 1) / Size;
    }

    /// <summary>Rows of a batch; the last may be shorter.</summary>
    public int Size { get; }

    /// <summary>Batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>Steps of an epoch.</summary>
    public int Steps => (Count + _options.AccumulateBatches - 1) / _options.AccumulateBatches;

    /// <summary>The rows of a batch.</summary>
    public ReadOnlySpan<int> this[int batch] => _rows.AsSpan(batch * Size, Math.Min(Size, _rows.Length - (batch * Size)));

    /// <summary>Whether a batch only adds to the gradient of the next: all but the last of so many, and of the epoch.</summary>
    public bool KeepsGradient(int batch) => (batch + 1) % _options.AccumulateBatches != 0 && batch + 1 < Count;

    /// <summary>Puts the rows in the order of an epoch.</summary>
    public void Begin(int epoch)
    {
        _set.TrainingRows.CopyTo(_rows);
        if (_options.Shuffle) new Philox(_options.Seed, RandomUse.Shuffle, epoch).Shuffle(_rows);
    }
}
