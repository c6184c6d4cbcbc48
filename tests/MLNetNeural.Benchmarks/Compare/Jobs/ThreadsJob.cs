using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>What the second thread brings where sums are the limit.</summary>
internal sealed class ThreadsJob() : Job("threads", $"training step {StepShape.Wide}, two threads against one")
{
    /// <inheritdoc/>
    public override string? Missing(Bench bench) => Environment.ProcessorCount < 2 ? "the machine has one core" : null;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        Sgd optimizer = new(TrainingStepJob.LearningRate);
        using TrainingSteps two = new(StepShape.Wide, optimizer, StepShape.Wide.SingleStore(), threads: 2);
        using TrainingSteps one = new(StepShape.Wide, optimizer, StepShape.Wide.SingleStore(), threads: 1);
        yield return bench.Measure(Title, two, Goal.AtLeastTimes(1.8), one) with { OtherName = "ours on one thread" };
    }
}
