using System.Diagnostics;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Benchmarks.Cubic;

/// <summary>The training of the example CubicRegression: 1,000 points of a cubic, L1 loss, full batch, plain SGD.</summary>
internal static class CubicTraining
{
    private const int Rows = 1000;

    private static readonly MlpSpec Spec = MlpSpec.Of(1, [new DenseLayer(32), new DenseLayer(64), new DenseLayer(16)], 1);

    /// <summary>Trains from the start and gives the time by the clock.</summary>
    public static TimeSpan Run(int epochs, int threads)
    {
        Random random = new(1);
        using SingleFeatures features = new(1);
        float[] targets = new float[Rows];
        for (int row = 0; row < Rows; row++)
        {
            double x = (random.NextDouble() * 30) - 15;
            features.Add([(float)x]);
            targets[row] = (float)((x * x * x) + (3 * x * x) + 3 + (random.NextDouble() * 2) - 1);
        }

        TrainingLoop loop = new(new CpuEngine(threads), TrainingSet.WithoutValidation(features, Targets.OfValues(targets, 1)), new TrainingOptions
        {
            Loss = new MeanAbsoluteError(),
            Optimizer = new Sgd(learningRate: 2e-4f, momentum: 0),
            BatchSize = null,
            Shuffle = false,
            MaxEpochs = epochs,
        });
        long start = Stopwatch.GetTimestamp();
        using INetwork network = loop.Run(Spec).Network;
        return Stopwatch.GetElapsedTime(start);
    }
}
