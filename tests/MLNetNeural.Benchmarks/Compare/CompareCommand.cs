using System.CommandLine;
using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>Whole jobs beside what users would pick instead, in turns in the same minutes.</summary>
internal static class CompareCommand
{
    private const string Packages = "python3-torch python3-torchvision python3-pil libopenblas0-openmp";

    private const string FairBlas = "openblas-openmp";

    public static Command Create()
    {
        Option<string[]> jobs = new("--job") { Description = $"Jobs to run, of {string.Join(", ", JobList.All.Select(job => job.Name))}; a name may end with *. Default: all.", AllowMultipleArgumentsPerToken = true };
        Option<int> rounds = new("--rounds") { Description = "Rounds of each side; the median counts.", DefaultValueFactory = _ => 7 };
        Option<double> seconds = new("--seconds") { Description = "About how long a round of a job with steps takes.", DefaultValueFactory = _ => 0.4 };
        Option<string?> images = new("--images") { Description = "Folder of photographs with train/ and test/, one folder a class in each." };
        Option<FileInfo?> json = new("--json") { Description = "File that gets all figures." };
        Option<FileInfo?> markdown = new("--markdown") { Description = "File that gets the table." };
        Check(rounds, value => value >= 1, "at least 1");
        Check(seconds, value => value is > 0 and <= 60, "in (0, 60]");
        Check(images, value => value is null || Directory.Exists(Path.Combine(value, "train")), "a folder with a folder train");
        Command command = new("compare", "Whole jobs beside PyTorch and Pillow in turns: medians, ratios, goals.") { jobs, rounds, seconds, images, json, markdown };
        command.SetAction(parsed => Run(
            JobList.Find(parsed.GetValue(jobs) ?? []),
            new Bench(parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(images), PeerProgram.CanImport("torch, torchvision, PIL")),
            parsed.GetValue(json),
            parsed.GetValue(markdown)));
        return command;
    }

    private static void Check<T>(Option<T> option, Func<T?, bool> isAllowed, string allowed) => option.Validators.Add(result =>
    {
        T? value = result.GetValueOrDefault<T>();
        if (!isAllowed(value)) result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {allowed}, got {value}."));
    });

    private static void Run(IReadOnlyList<Job> jobs, Bench bench, FileInfo? json, FileInfo? markdown)
    {
        Console.WriteLine(Machine.This);
        if (bench.HasPeer) ShowBlas();
        else Console.WriteLine($"Ours alone: {PeerProgram.Python} cannot import torch, torchvision and PIL. On Debian: apt-get install {Packages}");

        List<Row> rows = [];
        foreach (Job job in jobs)
        {
            if (job.Missing(bench) is { } missing)
            {
                Console.WriteLine($"{job.Title}: left out, {missing}.");
                continue;
            }

            foreach (Row row in job.Run(bench))
            {
                rows.Add(row);
                Console.WriteLine(RowTable.Text(row));
            }
        }

        Console.WriteLine();
        Console.Write(RowTable.Markdown(rows));
        if (json is not null) File.WriteAllText(json.FullName, RowJson.Of(Machine.This, rows));
        if (markdown is not null) File.WriteAllText(markdown.FullName, $"{Machine.This}\n\n{RowTable.Markdown(rows)}");
    }

    private static void ShowBlas()
    {
        using Peers.PeerSide probe = new(["about"], threads: 1, kernels: null);
        Console.WriteLine($"Peer: {probe.Version}; BLAS {probe.Blas}");
        if (!probe.Blas.Contains(FairBlas, StringComparison.Ordinal))
        {
            Console.WriteLine("WARNING: the peer's BLAS is not the OpenMP build of OpenBLAS, with which it is fastest: apt-get install libopenblas0-openmp, and choose it for libblas.so.3 with update-alternatives.");
        }
    }
}
