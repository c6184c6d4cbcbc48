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
        else if (_copy is not null) _copy.CopyTo(network);
    }

    public void Dispose() => _copy?.Dispose();
}
