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

    /// <summary>Takes over the best weights of a run that is resumed.</summary>
    /// <param name="path">Their checkpoint.</param>
    /// <param name="network">A network of the same shape.</param>
    public void Resume(string path, INetwork network)
    {
        if (!restore || folder is not null) return;
        _copy = network.Clone();
        Checkpoint.ReadWeights(path, _copy);
    }

    /// <summary>Puts the best weights back.</summary>
    /// <returns>Whether there are any.</returns>
    public bool TryRestore(INetwork network)
    {
        if (_copy is not null) network.MoveTowards(_copy, 1);
        else if (folder?.Best is { } path) Checkpoint.ReadWeights(path, network);
        else return false;
        return true;
    }

    public void Dispose() => _copy?.Dispose();
}
