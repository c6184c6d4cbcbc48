using MLNetNeural.Benchmarks.Compare.Jobs;

namespace MLNetNeural.Benchmarks.Roofline;

/// <summary>What a job cannot do without.</summary>
/// <param name="Flops">Floating-point operations of the products; a multiply-add is two.</param>
/// <param name="Bytes">Bytes that are read and written once: weights, what the optimizer keeps, and features. Activations stay in caches.</param>
internal readonly record struct Work(double Flops, double Bytes)
{
    /// <summary>A training step: forward, gradient of weights, gradient of the inputs of all layers but the first.</summary>
    /// <param name="shape">Network and batch.</param>
    /// <param name="states">Values that the optimizer keeps for each weight.</param>
    /// <param name="featureBytes">Bytes of a feature.</param>
    public static Work TrainingStep(StepShape shape, int states, int featureBytes)
    {
        double weights = 0, products = 0;
        for (int l = 1; l < shape.Sizes.Length; l++)
        {
            double ofLayer = (double)shape.Sizes[l - 1] * shape.Sizes[l];
            weights += ofLayer;
            products += ofLayer * shape.Batch * (l == 1 ? 2 : 3);
        }

        // Each weight: read by the forward pass, and with its states read and written by the update. Each feature: read by both.
        return new Work(2 * products, (weights * sizeof(float) * (1 + (2 * (1 + states)))) + (2.0 * shape.Batch * shape.Sizes[0] * featureBytes));
    }

    /// <summary>Scoring of rows that come from memory.</summary>
    public static Work Scoring(StepShape shape, int rows)
    {
        double weights = 0;
        for (int l = 1; l < shape.Sizes.Length; l++) weights += (double)shape.Sizes[l - 1] * shape.Sizes[l];
        return new Work(2 * weights * rows, sizeof(float) * (weights + ((double)rows * shape.Sizes[0])));
    }
}
