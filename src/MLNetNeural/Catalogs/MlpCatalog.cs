using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace Microsoft.ML;

/// <summary>Adds multilayer perceptrons to ML.NET's catalogs of trainers.</summary>
public static partial class MlpCatalog
{
    /// <summary>Trains a multilayer perceptron to tell classes apart.</summary>
    /// <param name="catalog">The multiclass trainers of an MLContext.</param>
    /// <param name="labelColumnName">Column with the class: a key, as MapValueToKey makes it.</param>
    /// <param name="featureColumnName">Column with the features: a vector of Single or Byte of known size, or a Single.</param>
    /// <param name="hiddenLayers">Units of the hidden layers; null for one of 100.</param>
    /// <param name="maxEpochs">Passes over the data.</param>
    /// <param name="batchSize">Rows of a step.</param>
    /// <param name="learningRate">Learning rate of SGD with momentum 0.9.</param>
    /// <exception cref="ArgumentException">An argument is out of range; the message lists all that are.</exception>
    public static MlpMulticlassTrainer MultilayerPerceptron(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        int[]? hiddenLayers = null,
        int maxEpochs = 20,
        int batchSize = 64,
        float learningRate = 0.01f)
        => catalog.MultilayerPerceptron(Short(new MlpMulticlassOptions(), labelColumnName, featureColumnName, hiddenLayers, maxEpochs, batchSize, learningRate));

    /// <summary>Trains a multilayer perceptron to tell classes apart.</summary>
    /// <param name="catalog">The multiclass trainers of an MLContext.</param>
    /// <param name="options">Columns, network and training.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message lists all that are.</exception>
    public static MlpMulticlassTrainer MultilayerPerceptron(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        MlpMulticlassOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new MlpMulticlassTrainer(MLNetInternals.EnvironmentOf(catalog), options);
    }

    /// <summary>The options of a short overload; what it does not have stays as it is.</summary>
    private static TOptions Short<TOptions>(
        TOptions options, string labelColumnName, string featureColumnName, int[]? hiddenLayers, int maxEpochs, int batchSize, float learningRate)
        where TOptions : MlpOptions
        => (TOptions)((MlpOptions)options with
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            HiddenLayers = hiddenLayers is null ? options.HiddenLayers : [.. hiddenLayers.Select(HiddenLayer.FromInt32)],
            MaxEpochs = maxEpochs,
            BatchSize = batchSize,
            Optimizer = new Sgd(learningRate),
        });
}
