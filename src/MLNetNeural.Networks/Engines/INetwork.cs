using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Engines;

/// <summary>A network with its weights, ready to score.</summary>
public interface INetwork : ITensors, IDisposable
{
    /// <summary>The shape of the network.</summary>
    MlpSpec Spec { get; }

    /// <summary>Makes something that scores rows with these weights; several may work at once.</summary>
    /// <param name="maxRows">Most rows of one call; its buffers are made for that.</param>
    IScorer CreateScorer(int maxRows);

    /// <summary>An independent network with the same weights.</summary>
    INetwork Clone();
}
