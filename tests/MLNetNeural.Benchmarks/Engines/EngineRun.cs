using System.Diagnostics;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Benchmarks.Engines;

/// <summary>Steps of one engine on one workload.</summary>
/// <param name="Losses">The loss of each step.</param>
/// <param name="MedianStep">Time of a step, in the middle, without the first ones.</param>
internal sealed record EngineRun(double[] Losses, TimeSpan MedianStep)
{
    private const int WarmUps = 10;

    /// <summary>Makes steps from drawn weights, epoch after epoch.</summary>
    public static EngineRun Of(IEngine engine, EngineWorkload workload, int steps)
    {
        (FeatureStore features, Targets targets) = workload.Draw();
        using FeatureStore store = features;
        using INetwork network = engine.CreateNetwork(workload.Spec);
        Initializer.PyTorchDefault(network, seed: 1);
        using ITrainingSession session = engine.CreateSession(network, new TrainingPlan
        {
            Features = store,
            Targets = targets,
            Loss = workload.Loss,
            Optimizer = workload.Optimizer,
            MaxBatchSize = workload.BatchSize,
            Augmentations = workload.Image is null ? [] : [new RandomHorizontalFlip()],
            Seed = 1,
        });
        int[][] batches = [.. Enumerable.Range(0, store.Count).Chunk(workload.BatchSize)];
        double[] losses = new double[steps];
        var times = new List<TimeSpan>();
        for (int step = 0; step < steps; step++)
        {
            (int epoch, int batch) = Math.DivRem(step, batches.Length);
            long start = Stopwatch.GetTimestamp();
            losses[step] = session.TrainBatch(batches[batch], new StepContext(epoch, batch, workload.Optimizer.LearningRate)).Loss;
            if (step >= WarmUps) times.Add(Stopwatch.GetElapsedTime(start));
        }

        return new EngineRun(losses, times.Order().ElementAt(times.Count / 2));
    }

    /// <summary>By how much of itself a loss differs from that of another run in the same step, at most.</summary>
    public double GreatestDifference(EngineRun other)
        => Losses.Zip(other.Losses, (a, b) => Math.Abs(a - b) / Math.Abs(b)).Max();
}
