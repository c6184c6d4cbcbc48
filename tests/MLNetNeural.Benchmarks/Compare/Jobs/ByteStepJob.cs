using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>A training step from byte features, beside our own from floats.</summary>
internal sealed class ByteStepJob() : Job("step-bytes", $"training step {StepShape.Images}, from bytes against our own from floats")
{
    /// <summary>No slower, but for what two medians differ by.</summary>
    private const double NoSlower = 0.97;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        Sgd optimizer = new(TrainingStepJob.LearningRate);
        using TrainingSteps bytes = new(StepShape.Images, optimizer, StepShape.Images.ByteStore());
        using TrainingSteps floats = new(StepShape.Images, optimizer, StepShape.Images.SingleStore());
        yield return bench.Measure(Title, bytes, Goal.AtLeastTimes(NoSlower), floats) with { OtherName = "ours from floats" };
    }
}
