using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>A trained network: its shape, its weights, what its bytes mean, and how training went.</summary>
/// <remarks>
/// The weights lie outside the managed heap. The garbage collector gives them back in the end; <see cref="Dispose"/> does so
/// at once. A transformer is not disposable itself, because a prediction engine would dispose of it.
/// </remarks>
public sealed class MlpModel : IDisposable
{
    internal MlpModel(INetwork network, ChannelAffine? byteFeatures, TrainingHistory history)
    {
        Network = network;
        ByteFeatures = byteFeatures;
        TrainingHistory = history;
    }

    /// <summary>The shape of the network.</summary>
    public MlpSpec Spec => Network.Spec;

    /// <summary>The epochs of the training; loaded models keep them.</summary>
    public TrainingHistory TrainingHistory { get; }

    /// <summary>Its weights.</summary>
    internal INetwork Network { get; }

    /// <summary>What a byte of the feature column means; null for features that are Single.</summary>
    internal ChannelAffine? ByteFeatures { get; }

    /// <summary>Gives the memory of the weights back; the model cannot score or be saved afterwards.</summary>
    public void Dispose() => Network.Dispose();

    /// <summary>An empty store for rows that this model scores.</summary>
    internal FeatureStore CreateStore() => ByteFeatures is null
        ? new SingleFeatures(Spec.Inputs)
        : new ByteFeatures(Spec.Inputs, ByteFeatures);
}
