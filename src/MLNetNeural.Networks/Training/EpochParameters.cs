using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Training;

/// <summary>What a network is made of after an epoch; to be looked at during the call, and not to be written to.</summary>
/// <param name="EpochIndex">Zero-based epoch.</param>
/// <param name="Weights">Its weights, the averaged ones where there are such.</param>
/// <param name="Gradients">The gradient of the epoch's last step; null where the engine has none to show.</param>
internal sealed record EpochParameters(int EpochIndex, ITensors Weights, ITensors? Gradients)
{
    /// <summary>The epoch as people count, from 1.</summary>
    public int Epoch => EpochIndex + 1;
}
