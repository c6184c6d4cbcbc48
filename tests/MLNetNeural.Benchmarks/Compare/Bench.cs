using System.Diagnostics;
using MLNetNeural.Benchmarks.Compare.Peers;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>How it is measured, the same for all jobs.</summary>
/// <param name="Rounds">Rounds of each side; the median counts.</param>
/// <param name="Seconds">About how long a round of a job with steps takes.</param>
/// <param name="Pictures">Folder with train/ and test/, one folder a class; null when there is none.</param>
/// <param name="HasPeer">Whether the peer can be run.</param>
internal sealed record Bench(int Rounds, double Seconds, string? Pictures, bool HasPeer)
{
    /// <summary>So long threads of a library spin on after its work; a side that starts then would share a core with them.</summary>
    private static readonly TimeSpan SpinTime = TimeSpan.FromMilliseconds(30);

    /// <summary>Measures ours and the peer in turns, so that what else the machine does meets both.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="goal">What it should reach.</param>
    /// <param name="peer">The peer's job, with all but its threads and BLAS; null for none.</param>
    public Row Measure(string name, ISide ours, Goal goal, params string[] peer)
    {
        using PeerSide? theirs = HasPeer && peer.Length > 0 ? PeerChoice.Best(peer, Seconds) : null;
        return Measure(name, ours, goal, theirs);
    }

    /// <summary>Measures ours and another side in turns.</summary>
    public Row Measure(string name, ISide ours, Goal goal, ISide? other)
    {
        List<double> own = [], others = [];
        Disturbance disturbance = new(ProcessorTime(other));
        for (int round = 0; round < Rounds; round++)
        {
            own.Add(ours.Round(Seconds));
            Thread.Sleep(SpinTime);
            if (other is null) continue;
            others.Add(other.Round(Seconds));
            Thread.Sleep(SpinTime);
        }

        return new Row(name, Unit.Seconds, new Series(own), goal)
        {
            Other = other is null ? null : new Series(others),
            OtherName = other?.Setting ?? "",
            Note = disturbance.Describe(ProcessorTime(other)),
        };
    }

    private static TimeSpan ProcessorTime(ISide? other) => Environment.CpuUsage.TotalTime + ((other as PeerSide)?.ProcessorTime ?? TimeSpan.Zero);

    /// <summary>Repeats an action for a round and gives the median seconds of one: what a system takes away now and then does not count.</summary>
    /// <param name="action">The action.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="least">Repetitions, if the time is over before.</param>
    public static double Repeat(Action action, double seconds, int least = 3)
    {
        List<double> times = [];
        long start = Stopwatch.GetTimestamp();
        while (times.Count < least || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            long began = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return new Series(times).Median;
    }
}
