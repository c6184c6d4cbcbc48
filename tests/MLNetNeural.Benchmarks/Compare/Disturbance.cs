using System.Globalization;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>How much of the processor something else had during a measurement: other processes, and other machines on the same host.</summary>
internal sealed class Disturbance
{
    /// <summary>Less does not change a median.</summary>
    private const double Noticeable = 0.05;

    private const string File = "/proc/stat";

    private const int Idle = 3, Waiting = 4, Steal = 7, Guest = 8;

    private readonly double[] _before = Times();
    private readonly TimeSpan _ownBefore;

    /// <summary>Begins.</summary>
    /// <param name="own">Processor time so far of the processes that are measured.</param>
    public Disturbance(TimeSpan own) => _ownBefore = own;

    /// <summary>What readers must know of it; empty when it was little.</summary>
    /// <param name="own">Processor time of the same processes now.</param>
    public string Describe(TimeSpan own)
    {
        double[] now = Times();
        if (now.Length == 0) return "";
        double[] spent = [.. now.Zip(_before, (after, before) => after - before)];
        double all = spent.Take(Guest).Sum();
        if (all <= 0) return "";

        // Clock ticks of 1/100 s, all cores together.
        double busy = all - spent[Idle] - spent[Waiting] - spent[Steal];
        double others = Math.Max(0, busy - ((own - _ownBefore).TotalSeconds * 100)) / all, stolen = spent[Steal] / all;
        return others < Noticeable && stolen < Noticeable
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"disturbed: other processes had {others * 100:0} % of the processor, the host took {stolen * 100:0} %");
    }

    private static double[] Times() => System.IO.File.Exists(File)
        ? [.. System.IO.File.ReadLines(File).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture))]
        : [];
}
