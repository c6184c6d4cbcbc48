using System.Globalization;
using MLNetNeural.Benchmarks.Roofline;

namespace MLNetNeural.Benchmarks.Compare;

/// <summary>
/// What the host gives of its cores. The processors of a virtual machine may be halves of one core at one minute, and cores of their own at the
/// next: all of them together then do half as many multiply-adds. The best of this process is what is compared with.
/// </summary>
internal sealed class HostCores
{
    /// <summary>Less of the best than this is not the machine that was to be measured.</summary>
    private const double Enough = 0.9;

    private double _best;

    /// <summary>Share of its best that the machine does now; takes some hundredths of a second.</summary>
    public double Share()
    {
        double now = PeakArithmetic.Measure(Environment.ProcessorCount, runs: 1);
        _best = Math.Max(_best, now);
        return now / _best;
    }

    /// <summary>Whether a share is that of whole cores.</summary>
    public static bool AreWhole(double share) => share >= Enough;

    /// <summary>What readers must know of the rounds that count; empty when all had whole cores.</summary>
    /// <param name="shares">The share in each of them.</param>
    public static string Describe(IReadOnlyList<double> shares)
    {
        int halved = shares.Count(share => !AreWhole(share));
        return halved == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"in {halved} of {shares.Count} rounds the host's cores were below {Enough * 100:0} % of their best, down to {shares.Min() * 100:0} %");
    }
}
