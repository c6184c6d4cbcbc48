using System.Diagnostics;
using MLNetNeural.Benchmarks.Compare.Peers;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>How it is measured, the same for all jobs.</summary>
/// <param name="Rounds">Rounds of each side; the median counts.</param>
/// <param name="Seconds">About how long a round of a job with steps takes.</param>
/// <param name="Images">Folder with train/ and test/, one folder a class; null when there is none.</param>
/// <param name="HasPeer">Whether the peer can be run.</param>
internal sealed record Bench(int Rounds, double Seconds, string? Images, bool HasPeer)
{
    /// <summary>So long threads of a library spin on after its work; a side that starts then would share a core with them.</summary>
    private static readonly TimeSpan SpinTime = TimeSpan.FromMilliseconds(30);

    /// <summary>Rounds that may be measured again, for each that counts.</summary>
    private const int MostAgain = 5;

    private readonly HostCores _host = new();

    /// <summary>As <see cref="Seconds"/>: a round is a whole run of the job.</summary>
    public const double Whole = 60;

    /// <summary>The peer with its best setting, warm; null where there is no peer.</summary>
    /// <param name="job">Arguments of peers/compare.py: the job and what it needs.</param>
    public PeerSide? StartPeer(params string[] job) => HasPeer ? PeerChoice.Best(job, Seconds) : null;

    /// <summary>The same for a job whose rounds are whole runs, which take seconds.</summary>
    /// <param name="most">Most rounds.</param>
    public Bench WithWholeRuns(int most) => this with { Rounds = Math.Min(Rounds, most), Seconds = Whole };

    /// <summary>
    /// Measures ours and another side in turns, so that what else the machine does meets both. A round in which the host did not give whole
    /// cores is measured again, a few times at most.
    /// </summary>
    /// <param name="name">The row's name.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="goal">What it should reach.</param>
    /// <param name="other">The other side; null for none.</param>
    public Row Measure(string name, ISide ours, Goal? goal, ISide? other)
    {
        List<double> own = [], others = [], shares = [];
        Disturbance disturbance = new(ProcessorTime(other));
        for (int again = Seconds < Whole ? MostAgain * Rounds : 0; own.Count < Rounds;)
        {
            double before = _host.Share(), mine = ours.Round(Seconds);
            Thread.Sleep(SpinTime);
            double its = other?.Round(Seconds) ?? 0;
            Thread.Sleep(SpinTime);
            double share = Math.Min(before, _host.Share());
            if (!HostCores.AreWhole(share) && again-- > 0) continue;
            own.Add(mine);
            others.Add(its);
            shares.Add(share);
        }

        return new Row(name, Unit.Seconds, new Series(own), goal)
        {
            Other = other is null ? null : new Series(others),
            OtherName = other?.Setting ?? "",
            Note = string.Join("; ", new[] { disturbance.Describe(ProcessorTime(other)), HostCores.Describe(shares) }.Where(note => note.Length > 0)),
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
