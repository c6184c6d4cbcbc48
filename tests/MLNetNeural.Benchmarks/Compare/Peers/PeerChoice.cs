using System.Runtime.Intrinsics.X86;

namespace MLNetNeural.Benchmarks.Compare.Peers;

/// <summary>The peer gets its best setting: that of a short trial.</summary>
internal static class PeerChoice
{
    /// <summary>OpenBLAS picks kernels by the processor's name, which it may not know; named, it takes the fastest that there are.</summary>
    public static string? WidestKernels { get; } = Avx512F.IsSupported ? "SkylakeX" : null;

    /// <summary>The process of the setting that was the fastest, warm.</summary>
    /// <param name="job">Arguments of the script.</param>
    /// <param name="seconds">Length of a trial.</param>
    public static PeerSide Best(string[] job, double seconds)
    {
        (int Threads, string? Kernels)[] settings = WidestKernels is null ? [(1, null), (2, null)] : [(1, WidestKernels), (2, WidestKernels), (2, "Haswell")];
        PeerSide? best = null;
        double least = double.PositiveInfinity;
        foreach ((int threads, string? kernels) in settings)
        {
            PeerSide side = new(job, threads, kernels);
            double time = Math.Min(side.Round(seconds), side.Round(seconds));
            if (time < least)
            {
                best?.Dispose();
                (best, least) = (side, time);
            }
            else
            {
                side.Dispose();
            }
        }

        return best!;
    }
}
