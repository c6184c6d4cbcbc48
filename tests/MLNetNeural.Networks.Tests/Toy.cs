using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests;

/// <summary>Small things to train and train on.</summary>
internal static class Toy
{
    public static readonly Activation[] Activations =
    [
        Activation.Identity, Activation.Relu, Activation.LeakyRelu(), Activation.LeakyRelu(0.3f), Activation.Sigmoid, Activation.Tanh, Activation.Elu(),
        Activation.Elu(0.4f), Activation.Selu, Activation.Gelu, Activation.Silu, Activation.Softplus,
    ];

    public static Activation Named(string name) => Activations.Single(activation => activation.ToString() == name);

    public static SingleFeatures Singles(int rows, int columns, int seed = 1, ImageShape? image = null)
    {
        var features = new SingleFeatures(columns, image);
        for (int row = 0; row < rows; row++) features.Add(RandomValues.Singles(columns, (seed << 20) + row));
        return features;
    }

    public static ByteFeatures Bytes(int rows, ImageShape image, int seed = 1)
    {
        var features = new ByteFeatures(image.Size, new ChannelAffine([1 / 128f, 1 / 127f, 1 / 126f], [-1, -0.9f, -0.8f]), image);
        for (int row = 0; row < rows; row++) features.Add(RandomValues.Bytes(image.Size, (seed << 20) + row));
        return features;
    }

    /// <summary>Classes that have nothing to do with the features: what is learned of them does not last.</summary>
    public static Targets Classes(int rows, int classes = 3) => Targets.OfClasses([.. Enumerable.Range(0, rows).Select(row => row * 7 / 3 % classes)], classes);

    public static INetwork Initialized(this IEngine engine, MlpSpec spec, int seed = 1)
    {
        INetwork network = engine.CreateNetwork(spec);
        Initializer.PyTorchDefault(network, seed);
        return network;
    }

    public static TrainingSet Split(this FeatureStore features, Targets targets, int validationRows)
        => new(features, targets, [.. Enumerable.Range(0, features.Count - validationRows)], [.. Enumerable.Range(features.Count - validationRows, validationRows)]);
}
