using System.Diagnostics;

namespace MLNetNeural.Benchmarks.Roofline;

/// <summary>Threads that begin the same work at the same moment.</summary>
internal static class Crew
{
    /// <summary>Seconds of the fastest of some runs: from the first thread's beginning to the last one's end.</summary>
    /// <param name="threads">Number of threads.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="work">What thread t does.</param>
    public static double Fastest(int threads, int runs, Action<int> work)
    {
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++) best = Math.Min(best, Run(threads, work));
        return best;
    }

    private static double Run(int threads, Action<int> work)
    {
        using Barrier barrier = new(threads);
        long[] begins = new long[threads], ends = new long[threads];
        Thread[] crew = [.. Enumerable.Range(0, threads).Select(t => new Thread(() =>
        {
            barrier.SignalAndWait();
            begins[t] = Stopwatch.GetTimestamp();
            work(t);
            ends[t] = Stopwatch.GetTimestamp();
        }))];
        foreach (Thread thread in crew) thread.Start();
        foreach (Thread thread in crew) thread.Join();
        return Stopwatch.GetElapsedTime(begins.Min(), ends.Max()).TotalSeconds;
    }
}
