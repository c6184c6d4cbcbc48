using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>Whether a row costs the same however many there are: Fit for one epoch, reading included.</summary>
internal sealed class SizeJob() : Job("size", "Fit, one epoch of 20→64→32→2, batch 256: seconds a row")
{
    private const int MostRounds = 3;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000];

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        _ = FitsInTurns.Round(Sizes[..^1]); // compiles
        Disturbance disturbance = new(Environment.CpuUsage.TotalTime);
        FitCost[][] rounds = [.. Enumerable.Range(0, Math.Min(bench.Rounds, MostRounds)).Select(_ => FitsInTurns.Round(Sizes))];
        Series[] series = [.. Sizes.Select((_, s) => new Series([.. rounds.Select(costs => costs[s].SecondsOfRow)]))];
        for (int s = 0; s < Sizes.Length; s++)
        {
            Series processor = new([.. rounds.Select(costs => costs[s].ProcessorSecondsOfRow)]);
            yield return new Row(string.Create(CultureInfo.InvariantCulture, $"{Title}, {Sizes[s]:N0} rows"), Unit.Seconds, series[s], null)
            {
                Note = $"{Figure.Format(processor.Median, Unit.Seconds)} of processor time",
            };
        }

        double largest = series.Max(values => values.Median), smallest = series.Min(values => values.Median);
        yield return new Row($"{Title}: the dearest size against the cheapest", Unit.Times, new Series([largest / smallest]), Goal.AtMost(1.1, Unit.Times))
        {
            Note = disturbance.Describe(Environment.CpuUsage.TotalTime),
        };
    }
}
