using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace Microsoft.ML;

public static partial class MlpCatalog
{
    /// <summary>Trains a multilayer perceptron to tell true from false: one label a row, or several.</summary>
    /// <param name="catalog">The binary trainers of an MLContext.</param>
    /// <param name="labelColumnName">Column with the truth: Boolean, or a vector of Boolean for several labels.</param>
    /// <param name="featureColumnName">Column with the features: a vector of Single or Byte of known size, or a Single.</param>
    /// <param name="hiddenLayers">Units of the hidden layers; null for one of 100.</param>
    /// <param name="maxEpochs">Passes over the data.</param>
    /// <param name="batchSize">Rows of a step.</param>
    /// <param name="learningRate">Learning rate of SGD with momentum 0.9.</param>
    /// <exception cref="ArgumentException">An argument is out of range; the message lists all that are.</exception>
    public static MlpBinaryTrainer MultilayerPerceptron(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        int[]? hiddenLayers = null,
        int maxEpochs = 20,
        int batchSize = 64,
        float learningRate = 0.01f)
        => catalog.MultilayerPerceptron(Short(new MlpBinaryOptions(), labelColumnName, featureColumnName, hiddenLayers, maxEpochs, batchSize, learningRate));

    /// <summary>Trains a multilayer perceptron to tell true from false: one label a row, or several.</summary>
    /// <param name="catalog">The binary trainers of an MLContext.</param>
    /// <param name="options">Columns, network and training.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message lists all that are.</exception>
    public static MlpBinaryTrainer MultilayerPerceptron(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, MlpBinaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new MlpBinaryTrainer(MLNetInternals.EnvironmentOf(catalog), options);
    }
}
