using MLNetNeural.Benchmarks.Compare.Children;
using MLNetNeural.Benchmarks.Compare.Peers;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>The weather recipe from photographs to model, and its peak memory, beside a script with torchvision's data loader.</summary>
internal sealed class WeatherJob() : Job("weather", "weather recipe, network 3, 20 epochs, photographs to model")
{
    private const int Epochs = 20, MostRounds = 2;

    /// <inheritdoc/>
    public override string? Missing(Bench bench) => bench.Images is null ? "--images is not given" : null;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        string folder = Path.Combine(bench.Images!, "train");
        using PeerSide? alone = Start(workers: 0), helped = Start(workers: 2);
        List<ChildFigures> ours = [];
        List<(double Seconds, double Peak)> ofAlone = [], ofHelped = [];
        for (int round = 0; round < Math.Min(bench.Rounds, MostRounds); round++)
        {
            ours.Add(ChildProcess.Run(WeatherRun.Name, folder, $"{Epochs}"));
            if (alone is not null) ofAlone.Add(RunOf(alone));
            if (helped is not null) ofHelped.Add(RunOf(helped));
        }

        bool hasPeer = alone is not null, isAloneFaster = hasPeer && ofAlone.Min(run => run.Seconds) <= ofHelped.Min(run => run.Seconds);
        yield return new Row(Title, Unit.Seconds, new Series([.. ours.Select(run => run.Seconds)]), Goal.AtLeastTimes(12))
        {
            Other = hasPeer ? new Series([.. (isAloneFaster ? ofAlone : ofHelped).Select(run => run.Seconds)]) : null,
            OtherName = hasPeer ? (isAloneFaster ? alone : helped)!.Setting : "",
            Note = hasPeer ? $"the peer's time is that of its first epoch and {Epochs - 1} times that of its second" : "",
        };
        yield return new Row($"{Title}: peak memory", Unit.Bytes, new Series([.. ours.Select(run => (double)run.Peak)]), Goal.AtLeastTimes(2))
        {
            Other = hasPeer ? new Series([.. ofAlone.Select(run => run.Peak)]) : null,
            OtherName = alone?.Setting ?? "",
            Note = "resident, the runtime included",
        };

        PeerSide? Start(int workers) => bench.HasPeer
            ? new PeerSide(["weather", "--folder", folder, "--epochs", $"{Epochs}", "--workers", $"{workers}"], Environment.ProcessorCount, PeerChoice.WidestKernels)
            : null;
    }

    private static (double Seconds, double Peak) RunOf(PeerSide peer)
    {
        System.Text.Json.JsonElement figures = peer.RoundFigures(Bench.Whole);
        return (figures.GetProperty("seconds").GetDouble(), figures.GetProperty("peak").GetDouble());
    }
}
