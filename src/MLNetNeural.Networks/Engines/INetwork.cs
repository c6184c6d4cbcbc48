using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Engines;

/// <summary>A network with its weights, ready to score.</summary>
public interface INetwork : ITensors, IDisposable
{
    /// <summary>The shape of the network.</summary>
    MlpSpec Spec { get; }

    /// <summary>Creates a scorer with these weights; several may work at once.</summary>
    /// <param name="maxRows">Most rows of one call; its buffers are made for that.</param>
    IScorer CreateScorer(int maxRows);

    /// <summary>An independent network with the same weights.</summary>
    INetwork Clone();

    /// <summary>Exchanges the weights of two networks of one engine and shape; quick, nothing is copied.</summary>
    /// <param name="other">The other network.</param>
    /// <exception cref="ArgumentException">It is of another engine or shape.</exception>
    void Swap(INetwork other);

    /// <summary>Moves all weights, and the running statistics of normalizations, towards those of another network of the engine: w ← (1 − amount)·w + amount·target.</summary>
    /// <param name="target">The other network.</param>
    /// <param name="amount">In [0, 1]; 1 copies.</param>
    /// <exception cref="ArgumentException">It is of another engine or shape.</exception>
    void MoveTowards(INetwork target, float amount);
}
