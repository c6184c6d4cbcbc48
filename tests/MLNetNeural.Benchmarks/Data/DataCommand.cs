using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace MLNetNeural.Benchmarks.Data;

/// <summary>How fast views are read.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "Number of timed passes; the median is shown.", DefaultValueFactory = _ => 7 };
        Command command = new("data", "Text loading in MB/s and passes over a cached view in rows/s, on one core.") { runs };
        command.SetAction(parsed => Run(parsed.GetValue(runs)));
        return command;
    }

    private static void Run(int runs)
    {
        // ML.NET would parse on several threads.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;

        IReadOnlyDictionary<string, PassTime> text = Runner.Medians<TextBenchmarks>(runs);
        IReadOnlyDictionary<string, PassTime> cache = Runner.Medians<CacheBenchmarks>(runs);
        Print($"One core, median of {runs} passes; in brackets: by processor time, as on an idle machine");
        foreach ((string name, PassTime time) in text)
            Print($"  text, {TextBenchmarks.Rows:N0} x {TextBenchmarks.Columns}, {name,-15} {Rates(TextBenchmarks.FileBytes, time)} MB/s");
        foreach ((string name, PassTime time) in cache)
            Print($"  cached, {CacheBenchmarks.Rows:N0} x {CacheBenchmarks.Columns}, {name,-13} {Rates(CacheBenchmarks.Rows, time)} million rows/s");
    }

    private static string Rates(long count, PassTime time)
        => string.Create(
            CultureInfo.InvariantCulture, $"{count / 1e6 / time.Elapsed.TotalSeconds,8:F1} [{count / 1e6 / time.Processor.TotalSeconds:F1}]");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
