using System.Runtime.CompilerServices;

namespace MLNetNeural.Benchmarks;

/// <summary>Processor time of passes: what one core needs, also on a machine that does other work.</summary>
internal static class ProcessorTime
{
    private static readonly Dictionary<string, List<TimeSpan>> Times = [];

    /// <summary>Runs a pass and notes its time, all threads together, under the caller's name.</summary>
    public static TResult Of<TResult>(Func<TResult> pass, [CallerFilePath] string file = "", [CallerMemberName] string name = "")
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        TResult result = pass();
        TimeSpan time = Environment.CpuUsage.TotalTime - before;
        string key = Key(Path.GetFileNameWithoutExtension(file), name);
        if (!Times.TryGetValue(key, out List<TimeSpan>? times))
            Times[key] = times = [];
        times.Add(time);
        return result;
    }

    /// <summary>The median of the last passes of a benchmark, without those that warmed up.</summary>
    public static TimeSpan Median(string benchmarks, string name, int runs)
        => Times[Key(benchmarks, name)].TakeLast(runs).Order().ElementAt(runs / 2);

    private static string Key(string benchmarks, string name) => $"{benchmarks}.{name}";
}
