using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>A trained network: its shape, its weights, the meaning of its bytes, and its training history.</summary>
/// <remarks>
/// The weights lie outside the managed heap. The garbage collector gives them back in the end; <see cref="Dispose"/> does so
/// at once. A transformer is not disposable itself, because a prediction engine would dispose of it.
/// </remarks>
public sealed class MlpModel : IDisposable
{
    internal MlpModel(INetwork network, ChannelAffine? byteFeatures, bool hasSparseFeatures, ImmutableArray<float>? featureMeans, TrainingHistory history)
    {
        Network = network;
        ByteFeatures = byteFeatures;
        HasSparseFeatures = hasSparseFeatures;
        FeatureMeans = featureMeans;
        TrainingHistory = history;
    }

    /// <summary>The shape of the network.</summary>
    public MlpSpec Spec => Network.Spec;

    /// <summary>The epochs of the training; loaded models keep them.</summary>
    public TrainingHistory TrainingHistory { get; }

    /// <summary>How it was trained, for reports; null in a model that was loaded.</summary>
    internal TrainingRun? Run { get; init; }

    /// <summary>Its weights.</summary>
    internal INetwork Network { get; }

    /// <summary>What a byte of the feature column means; null for features that are Single.</summary>
    internal ChannelAffine? ByteFeatures { get; }

    /// <summary>Whether it was trained on sparse features, and so scores rows without filling them up with zeros.</summary>
    internal bool HasSparseFeatures { get; }

    /// <summary>What stands in for a missing value of each feature; null when missing values are not replaced.</summary>
    internal ImmutableArray<float>? FeatureMeans { get; }

    /// <summary>Frees the memory of the weights; the model cannot score or be saved afterwards.</summary>
    public void Dispose() => Network.Dispose();

    /// <summary>The same model with other weights.</summary>
    internal MlpModel With(INetwork network) => new(network, ByteFeatures, HasSparseFeatures, FeatureMeans, TrainingHistory) { Run = Run };

    /// <summary>An empty store for rows that this model scores.</summary>
    /// <param name="rows">About how many it will hold at one time.</param>
    internal FeatureStore CreateStore(int rows) => ByteFeatures is { } affine ? new ByteFeatures(Spec.Inputs, affine, rows)
        : HasSparseFeatures ? new SparseFeatures(Spec.Inputs)
        : new SingleFeatures(Spec.Inputs, rows);

    /// <summary>A model of what was trained on some features.</summary>
    internal static MlpModel Of(INetwork network, FeatureStore features, ImmutableArray<float>? featureMeans, TrainingHistory history, TrainingRun run)
        => new(network, (features as ByteFeatures)?.Affine, features is SparseFeatures, featureMeans, history) { Run = run };
}
