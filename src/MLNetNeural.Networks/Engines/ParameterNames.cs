using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Engines;

/// <summary>
/// Names, shapes and order of a network's tensors: the same in every engine, so that one reads the checkpoints of another.
/// They are "layers.0.weight", "layers.0.bias", "norms.0.weight", "norms.0.running_mean" and so on: a normalization has the number of its layer.
/// </summary>
internal static class ParameterNames
{
    /// <summary>All tensors of a network, layer by layer.</summary>
    public static IEnumerable<(int Layer, TensorInfo Info)> Of(MlpSpec spec)
        => spec.Layers.SelectMany((layer, l) => OfLayer(l, layer, spec.InputsOf(l), withStatistics: true).Select(info => (l, info)));

    /// <summary>What an optimizer keeps of all trained tensors under one name, layer by layer.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="name">What it keeps: "velocity" gives "layers.0.weight.velocity".</param>
    public static IEnumerable<(int Layer, TensorInfo Info)> OfState(MlpSpec spec, string name)
        => spec.Layers.SelectMany((layer, l) => OfLayer(l, layer, spec.InputsOf(l), $".{name}").Select(info => (l, info)));

    /// <summary>The tensors of one layer.</summary>
    /// <param name="l">Its number.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="suffix">What follows each name.</param>
    /// <param name="withStatistics">Whether the running statistics of a batch normalization are among them.</param>
    public static IEnumerable<TensorInfo> OfLayer(int l, DenseLayer layer, int inputs, string suffix = "", bool withStatistics = false)
    {
        yield return new TensorInfo($"layers.{l}.weight{suffix}", layer.Units, inputs, IsVector: false);
        if (layer.UseBias) yield return new TensorInfo($"layers.{l}.bias{suffix}", layer.Units, 1, IsVector: true);
        Normalization norm = layer.Normalization;
        if (norm is { Kind: not NormalizationKind.None, IsAffine: true })
        {
            yield return Vector($"norms.{l}.weight{suffix}", layer.Units, TensorRole.NormWeight);
            yield return Vector($"norms.{l}.bias{suffix}", layer.Units, TensorRole.NormBias);
        }

        if (!withStatistics || norm.Kind != NormalizationKind.Batch) yield break;
        yield return Vector($"norms.{l}.running_mean", layer.Units, TensorRole.RunningMean);
        yield return Vector($"norms.{l}.running_var", layer.Units, TensorRole.RunningVariance);
        if (norm.Momentum is null) yield return Vector($"norms.{l}.num_batches_tracked", 1, TensorRole.BatchCount);
    }

    /// <summary>Whether training changes a tensor by its gradient: running statistics are measured.</summary>
    public static bool IsTrained(TensorRole role) => role is TensorRole.Weight or TensorRole.Bias or TensorRole.NormWeight or TensorRole.NormBias;

    private static TensorInfo Vector(string name, int length, TensorRole role) => new(name, length, 1, IsVector: true) { Role = role };
}
