using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Tabular;

/// <summary>A table to learn, with the settings that peers/tabular.py has for scikit-learn.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Kind">What is learnt.</param>
/// <param name="HiddenUnits">Units of the one hidden layer, ReLU.</param>
/// <param name="Epochs">Passes over the training rows.</param>
/// <param name="Loss">What is minimised.</param>
/// <param name="Optimizer">How.</param>
internal sealed record TabularTask(string Name, TabularKind Kind, int HiddenUnits, int Epochs, Loss Loss, Optimizer Optimizer)
{
    public const int BatchSize = 32;

    /// <summary>
    /// scikit-learn divides its L2 penalty by the rows of the batch, and leaves biases out. Its squared error has a factor 1/2 that ours has
    /// not: with Adam, whose steps do not depend on the size of gradients, twice the weight decay makes up for that.
    /// </summary>
    public static TabularTask[] All { get; } =
    [
        new("breast-cancer", TabularKind.Binary, 16, 40, new BinaryCrossEntropy(), new Sgd(0.01f, momentum: 0.9f) { WeightDecay = 0.01f / BatchSize, DecayBias = false }),
        new("digits", TabularKind.Multiclass, 32, 40, new CrossEntropy(), new Adam(0.001f) { WeightDecay = 0.01f / BatchSize, DecayBias = false }),
        new("diabetes", TabularKind.Regression, 32, 40, new MeanSquaredError(), new Adam(0.001f) { WeightDecay = 2 * 0.1f / BatchSize, DecayBias = false }),
    ];
}
