using MLNetNeural.Benchmarks.Compare.Children;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>What training network 3 takes beside its byte features, in a process of its own.</summary>
internal sealed class MemoryJob() : Job("memory", "Fit of network 3: peak memory without the byte features, in weights")
{
    private const int MostRounds = 2;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        long weights = StepShape.Images.Spec.ParameterCount * sizeof(float);
        foreach ((double validation, string what, Goal? goal) in new[]
        {
            (0, "", Goal.AtMost(2.2, Unit.Times)),
            (0.2, ", with validation and the best weights kept", (Goal?)null),
        })
        {
            Series series = new([.. Enumerable.Range(0, Math.Min(bench.Rounds, MostRounds)).Select(_ =>
            {
                ChildFigures run = ChildProcess.Run(MemoryRun.Name, FormattableString.Invariant($"{validation}"));
                return (run.Peak - run.Baseline - ((double)MemoryRun.Inputs * MemoryRun.Rows)) / weights;
            })]);
            yield return new Row($"{Title}{what}", Unit.Times, series, goal)
            {
                Note = $"weights {Figure.Format(weights, Unit.Bytes)}, {MemoryRun.Rows} rows of features; the process before training is taken off",
            };
        }
    }
}
