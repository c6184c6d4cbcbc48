using System.Collections.Immutable;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training;

/// <summary>
/// Tries learning rates: trains a copy of a network for some steps while the rate rises exponentially, and looks where the loss falls
/// fastest. Smith, "Cyclical learning rates for training neural networks", WACV 2017, section 3.3.
/// </summary>
/// <remarks>The network itself, and what training will draw, stay as they are.</remarks>
public sealed record LearningRateFinder
{
    /// <summary>How many times the lowest loss ends the search: the rates above only diverge.</summary>
    private const double Divergence = 4;

    /// <summary>The first rate; greater than 0, below the last. Default: 10⁻⁷.</summary>
    public double MinimumRate { get; init; } = 1e-7;

    /// <summary>The last rate, unless the loss diverges before; finite. Default: 10.</summary>
    public double MaximumRate { get; init; } = 10;

    /// <summary>Steps from the first rate to the last; at least 2. Default: 100.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Share of the smoothed loss that each step keeps; in [0, 1). Default: 0.9.</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>Tries rates.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="set">The rows; the training rows are used.</param>
    /// <param name="options">How training will be done; its rate, schedule and checkpoints play no part.</param>
    /// <param name="network">A network of the engine with the weights to start from; left as it is.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    /// <exception cref="ArgumentException">An option is out of range, or does not fit the data; the message lists all faults.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LearningRateCurve Find(IEngine engine, TrainingSet set, TrainingOptions options, INetwork network, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(network);
        Check().Include(options.Check(set)).ThrowIfAny();
        options.CheckFor(engine).ThrowIfAny();

        var order = new BatchOrder(set, options);
        using INetwork copy = network.Clone();
        using ITrainingSession session = engine.CreateSession(copy, options.Plan(set, order.Size) with { AccumulatesBatches = false });
        ImmutableArray<LearningRatePoint>.Builder points = ImmutableArray.CreateBuilder<LearningRatePoint>();
        double average = 0, lowest = double.PositiveInfinity;
        for (int step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int epoch, int batch) = Math.DivRem(step, order.Count);
            if (batch == 0) order.Begin(epoch);
            set.Features.Prefetch(order[batch]);
            double rate = MinimumRate * Math.Pow(MaximumRate / MinimumRate, (double)step / (Steps - 1));
            double loss = session.TrainBatch(order[batch], new StepContext(epoch, batch, (float)rate)).Loss;

            average = (Smoothing * average) + ((1 - Smoothing) * loss);
            double smoothed = average / (1 - Math.Pow(Smoothing, step + 1)); // the average starts at 0, which would weigh on the first steps
            if (!double.IsFinite(smoothed) || smoothed > Divergence * lowest) break;
            points.Add(new LearningRatePoint(rate, smoothed));
            lowest = Math.Min(lowest, smoothed);
        }

        return new LearningRateCurve(points.ToImmutable());
    }

    private OptionErrors Check() => new OptionErrors(nameof(LearningRateFinder))
        .Require(MinimumRate is > 0 and < double.PositiveInfinity, MinimumRate, "greater than 0 and finite")
        .Require(MaximumRate is < double.PositiveInfinity && MaximumRate > MinimumRate, MaximumRate, "finite and above MinimumRate")
        .Require(Steps >= 2, Steps, "at least 2")
        .Require(Smoothing is >= 0 and < 1, Smoothing, "in [0, 1)");
}
