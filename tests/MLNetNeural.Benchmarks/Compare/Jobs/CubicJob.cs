using MLNetNeural.Benchmarks.Compare.Peers;
using MLNetNeural.Benchmarks.Cubic;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>The cubic regression: 10,000 full-batch steps of a tiny network on 1,000 rows, where calls cost more than sums.</summary>
internal sealed class CubicJob() : Job("cubic", "cubic regression 1→32→64→16→1, 1,000 rows, 10,000 full-batch epochs")
{
    private const int Epochs = 10_000, MostRounds = 3;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        CubicTraining.Run(Epochs / 10, Environment.ProcessorCount); // the compiler's second look at hot methods
        using Side ours = new("all cores", _ => CubicTraining.Run(Epochs, Environment.ProcessorCount).TotalSeconds);
        using PeerSide? theirs = bench.StartPeer("cubic", "--epochs", $"{Epochs}");
        yield return bench.WithWholeRuns(MostRounds).Measure(Title, ours, Goal.AtLeastTimes(5), theirs);
    }
}
