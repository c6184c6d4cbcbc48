using MLNetNeural.Networks.Features;

namespace MLNetNeural.Networks.Engines;

/// <summary>Scores rows with a network's weights; not for several threads at once.</summary>
public interface IScorer : IDisposable
{
    /// <summary>Computes the outputs of rows; nothing is dropped out or augmented.</summary>
    /// <param name="features">Where the rows are; as many columns as the network has inputs.</param>
    /// <param name="rows">Zero-based rows, at most as many as the scorer was made for.</param>
    /// <param name="outputs">Receives the outputs (logits), row after row.</param>
    void Score(FeatureStore features, ReadOnlySpan<int> rows, Span<float> outputs);
}
