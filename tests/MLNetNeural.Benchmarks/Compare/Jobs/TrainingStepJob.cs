using System.Globalization;
using MLNetNeural.Benchmarks.Compare.Peers;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>A training step of a network with ReLU, beside PyTorch's.</summary>
/// <param name="name">By which --job names it.</param>
/// <param name="shape">The network and its batch.</param>
/// <param name="optimizer">How weights change.</param>
/// <param name="goal">How many times as fast.</param>
internal sealed class TrainingStepJob(string name, StepShape shape, Optimizer optimizer, double goal)
    : Job(name, $"training step {shape}, {optimizer.GetType().Name}")
{
    /// <summary>A small rate keeps the numbers finite; it does not change the work.</summary>
    public const float LearningRate = 1e-6f;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        using TrainingSteps ours = new(shape, optimizer, shape.SingleStore());
        using PeerSide? theirs = bench.StartPeer(
            "steps", "--sizes", string.Join('-', shape.Sizes), "--batch", $"{shape.Batch}", "--dropout", shape.Dropout.ToString(CultureInfo.InvariantCulture),
            "--optimizer", optimizer is Adam ? "adam" : "sgd");
        yield return bench.Measure(Title, ours, Goal.AtLeastTimes(goal), theirs);
    }
}
