using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Training.Checkpoints;

namespace MLNetNeural.Networks.Training;

/// <summary>
/// Remembers the best epoch's score and weights. The weights are in its checkpoint, if there is one; else large ones are in a file without a
/// name, so that they are not held in memory twice, and small ones in memory.
/// </summary>
/// <param name="restore">Whether the weights will be wanted back.</param>
/// <param name="folder">Where checkpoints are written; null for nowhere.</param>
/// <param name="temporaryFolder">Where the file is made; null for the system's temporary folder.</param>
/// <param name="leastSpilled">Bytes of weights from which on they go to the file.</param>
internal sealed class BestWeights(bool restore, CheckpointFolder? folder, string? temporaryFolder, long leastSpilled = BestWeights.LeastSpilled) : IDisposable
{
    /// <summary>Fewer are copied in memory: sooner done, and not missed there.</summary>
    private const long LeastSpilled = 16 << 20;

    private INetwork? _copy;
    private SpillFile? _file;
    private double _score = double.NegativeInfinity;

    /// <summary>Whether the weights are in a file of their own.</summary>
    public bool AreSpilled => _file is not null;

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
        if (!restore || folder is not null || TrySpill(network)) return;
        _copy?.Dispose();
        _copy = network.Clone();
    }

    /// <summary>Takes over the best weights of a run that is resumed.</summary>
    /// <param name="path">Their checkpoint.</param>
    /// <param name="network">A network of the same shape.</param>
    public void Resume(string path, INetwork network)
    {
        if (!restore || folder is not null) return;
        INetwork best = network.Clone();
        try
        {
            Checkpoint.ReadWeights(path, best);
            if (TrySpill(best)) best.Dispose();
            else _copy = best;
        }
        catch
        {
            best.Dispose();
            throw;
        }
    }

    /// <summary>Puts the best weights back.</summary>
    /// <returns>Whether there are any.</returns>
    /// <exception cref="IOException">They cannot be read.</exception>
    public bool TryRestore(INetwork network)
    {
        if (_file is not null) ((ISpillable)network).ReadFrom(_file);
        else if (_copy is not null) network.MoveTowards(_copy, 1);
        else if (folder?.Best is { } path) Checkpoint.ReadWeights(path, network);
        else return false;
        return true;
    }

    public void Dispose()
    {
        _copy?.Dispose();
        _file?.Dispose();
    }

    /// <summary>Writes large weights to the file; where that fails they belong in memory, from then on.</summary>
    private bool TrySpill(INetwork network)
    {
        if (_copy is not null || network is not ISpillable weights || weights.Bytes < leastSpilled) return false;
        try
        {
            _file ??= new SpillFile(temporaryFolder, "The best weights");
            weights.WriteTo(_file);
            return true;
        }
        catch (IOException)
        {
            // A temporary folder that is full or missing is no reason to end a training.
            _file?.Dispose();
            _file = null;
            return false;
        }
    }
}
