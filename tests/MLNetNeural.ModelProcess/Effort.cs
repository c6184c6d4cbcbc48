using System.Diagnostics;
using System.Globalization;

namespace MLNetNeural.ModelProcess;

/// <summary>What something took: by the clock, and of all processors. On a busy machine the two differ.</summary>
public sealed record Effort(TimeSpan Elapsed, TimeSpan Processor)
{
    public static Effort Of(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return new Effort(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before);
    }

    /// <summary>Writes a line of milliseconds: by the clock, of the processors.</summary>
    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalMilliseconds:0} {Processor.TotalMilliseconds:0}"));
}
