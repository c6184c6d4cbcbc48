using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Benchmarks.Compare.Peers;
using MLNetNeural.Benchmarks.Images;
using MLNetNeural.Images;
using MLNetNeural.Tests;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>Photographs to 256 by 256 points: what a core does, and what all of them do.</summary>
internal sealed class DecodeJob() : Job("decode", "decode and resize a photograph to 256×256")
{
    private const int Side = 256, MostRounds = 5;

    /// <inheritdoc/>
    public override string? Missing(Bench bench) => bench.Images is null ? "--images is not given" : null;

    /// <inheritdoc/>
    public override IEnumerable<Row> Run(Bench bench)
    {
        MLContext ml = new(seed: 1);
        IDataView files = ml.Data.LoadImageFolder(Path.Combine(bench.Images!, "train"));
        string[] paths = [.. files.GetColumn<string>("ImagePath")];
        IDataView images = ImageReading.Of(ml, files, new ImageTensorOptions { Width = Side, Height = Side });
        using TemporaryFolder folder = new();
        string list = folder.File("images.txt");
        File.WriteAllLines(list, paths);
        using PeerSide? pillow = bench.HasPeer ? new PeerSide(["decode", "--folder", list], threads: 1, kernels: null) : null;

        ImageReading.Pass(images);
        List<PassTime> ours = [], theirs = [];
        for (int round = 0; round < Math.Min(bench.Rounds, MostRounds); round++)
        {
            ours.Add(ImageReading.Pass(images));
            if (pillow?.RoundFigures(Bench.Whole) is not { } figures) continue;
            theirs.Add(new PassTime(Seconds(figures, "seconds"), Seconds(figures, "processor")));
        }

        Series clock = new([.. ours.Select(pass => pass.Elapsed.TotalSeconds / paths.Length)]);
        Series processor = new([.. ours.Select(pass => pass.Processor.TotalSeconds / paths.Length)]);
        string other = pillow is null ? "" : "Pillow, one thread";
        yield return new Row($"{Title}, processor time of one core", Unit.Seconds, processor, Goal.AtLeastTimes(2))
        {
            Other = pillow is null ? null : new Series([.. theirs.Select(pass => pass.Processor.TotalSeconds)]),
            OtherName = other,
            Note = $"{PerSecond(processor)} a second and core",
        };
        yield return new Row($"{Title}, all cores by the clock", Unit.Seconds, clock, null)
        {
            Other = pillow is null ? null : new Series([.. theirs.Select(pass => pass.Elapsed.TotalSeconds)]),
            OtherName = other,
            Note = string.Create(CultureInfo.InvariantCulture, $"{PerSecond(clock)} a second; {processor.Median / clock.Median:0.00} of {Environment.ProcessorCount} cores busy"),
        };
    }

    private static TimeSpan Seconds(JsonElement figures, string name) => TimeSpan.FromSeconds(figures.GetProperty(name).GetDouble());

    private static string PerSecond(Series seconds) => (1 / seconds.Median).ToString("0", CultureInfo.InvariantCulture);
}
