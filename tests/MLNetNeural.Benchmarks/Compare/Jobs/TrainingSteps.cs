using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>Our training steps on rows in a shuffled order, the copying of rows included.</summary>
internal sealed class TrainingSteps : ISide
{
    private const double WarmUpSeconds = 1;

    private readonly FeatureStore _features;
    private readonly INetwork _network;
    private readonly ITrainingSession _session;
    private readonly int[] _order;
    private readonly int _batch;
    private int _step;

    /// <summary>Makes a network and steps until the compiler is done with what steps run through.</summary>
    /// <param name="shape">The network and its batch.</param>
    /// <param name="optimizer">How weights change.</param>
    /// <param name="features">The rows; owned.</param>
    /// <param name="threads">Threads of the engine; null for all cores.</param>
    public TrainingSteps(StepShape shape, Optimizer optimizer, FeatureStore features, int? threads = null)
    {
        Random random = new(2);
        _features = features;
        _batch = shape.Batch;
        _order = [.. Enumerable.Range(0, shape.Rows)];
        random.Shuffle(_order);
        CpuEngine engine = new(threads);
        _network = engine.CreateNetwork(shape.Spec);
        Initializer.Draw(_network, WeightInitializer.PyTorchDefault, seed: 1);
        _session = engine.CreateSession(_network, new TrainingPlan
        {
            Features = features,
            Targets = Targets.OfClasses([.. _order.Select(_ => random.Next(shape.Sizes[^1]))], shape.Sizes[^1]),
            Loss = new CrossEntropy(),
            Optimizer = optimizer,
            MaxBatchSize = shape.Batch,
            Seed = 1,
        });
        Setting = engine.Description;
        Bench.Repeat(Step, WarmUpSeconds, least: 40);
    }

    /// <inheritdoc/>
    public string Setting { get; }

    /// <inheritdoc/>
    public double Round(double seconds) => Bench.Repeat(Step, seconds);

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _network.Dispose();
        _features.Dispose();
    }

    private void Step()
    {
        int batches = _order.Length / _batch, batch = _step % batches;
        BatchResult result = _session.TrainBatch(
            _order.AsSpan(batch * _batch, _batch), new StepContext(_step / batches, batch, TrainingStepJob.LearningRate));
        if (!double.IsFinite(result.Loss)) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The loss of step {_step} is {result.Loss}."));
        _step++;
    }
}
