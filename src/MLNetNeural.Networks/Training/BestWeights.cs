using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Training;

/// <summary>Remembers the best epoch's score and weights; the weights in its checkpoint, if there is one, else in memory.</summary>
internal sealed class BestWeights(bool restore, CheckpointFolder? folder) : IDisposable
{
    private INetwork? _copy;
    private double _score = double.NegativeInfinity;

    /// <summary>Whether a score beats all before; an equal one does not, so that the earlier epoch stays the best.</summary>
    public bool IsBetter(double? score)
    {
        if (score is not { } value || !(value > _score)) return false;
        _score = value;
        return true;
    }

    /// <summary>Keeps the weights as the best so far.</summary>
    public void Keep(INetwork network)
    {
        if (!restore || folder is not null) return;
        _copy?.Dispose();
        _copy = network.Clone();
    }

    /// <summary>Puts the best weights back after the last epoch.</summary>
    public void Restore(INetwork network, EpochMetrics last)
    {
        if (!restore || last.IsBest) return;
        if (folder?.Best is { } path) Checkpoint.ReadWeights(path, network);
        else if (_copy is not null) Copy(_copy, network);
    }

    public void Dispose() => _copy?.Dispose();

    private static void Copy(INetwork from, INetwork to)
    {
        for (int t = 0; t < from.Infos.Count; t++)
        {
            TensorInfo info = from.Infos[t];
            int run = Math.Clamp((1 << 20) / info.Columns, 1, info.Rows);
            float[] values = new float[run * info.Columns];
            for (int row = 0; row < info.Rows; row += run)
            {
                Span<float> part = values.AsSpan(0, Math.Min(run, info.Rows - row) * info.Columns);
                from.Read(t, row, part);
                to.Write(t, row, part);
            }
        }
    }
}
