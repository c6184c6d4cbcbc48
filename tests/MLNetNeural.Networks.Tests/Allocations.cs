namespace MLNetNeural.Networks.Tests;

/// <summary>Counts what code allocates on the managed heap.</summary>
internal static class Allocations
{
    private const int Attempts = 5;

    /// <summary>
    /// Bytes that <paramref name="action"/> allocates on this thread each time. The runtime's counter now and then jumps by the
    /// rest of an allocation block (up to 8 KiB) while nothing is allocated, so the least of some attempts counts.
    /// </summary>
    public static long Of(Action action)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
