using MLNetNeural.Networks.Architecture;
using MLNetNeural.Trainers;

namespace WeatherImages;

/// <summary>The three networks of the recipe.</summary>
internal static class WeatherNetworks
{
    /// <summary>The hidden layers of a network.</summary>
    /// <param name="number">1: none. 2: 64 units without activation. 3: 128, 64, 32 units with ReLU and dropout 0.5.</param>
    public static HiddenLayer[] HiddenLayers(int number) => number switch
    {
        1 => [],
        2 => [new HiddenLayer(64) { Activation = Activation.Identity }],
        3 => [.. new[] { 128, 64, 32 }.Select(units => new HiddenLayer(units) { Activation = Activation.Relu, Dropout = 0.5f })],
        _ => throw new ArgumentException($"--network must be 1, 2 or 3, got {number}."),
    };
}
