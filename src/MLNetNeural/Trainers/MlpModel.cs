using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Trainers;

/// <summary>A trained network: its shape, its weights, what its bytes mean, and how training went.</summary>
public sealed class MlpModel
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

    /// <summary>An empty store for rows that this model scores.</summary>
    internal FeatureStore CreateStore() => ByteFeatures is null
        ? new SingleFeatures(Spec.Inputs)
        : new ByteFeatures(Spec.Inputs, ByteFeatures);
}
