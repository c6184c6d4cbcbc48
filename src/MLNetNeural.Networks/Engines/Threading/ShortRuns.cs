using System.Diagnostics;

namespace MLNetNeural.Networks.Engines.Threading;

/// <summary>
/// Decides whether work of some microseconds is handed to the workers: they help while calls follow each other, and while each has a
/// core to itself. Else the caller does it alone, and nobody is woken.
/// </summary>
internal sealed class ShortRuns
{
    /// <summary>Callers that found no helper so often in a row, although they called, stop calling for a while.</summary>
    private const int MostMissed = 4;

    /// <summary>Calls follow each other when there is no more time between them; the workers are still awake then.</summary>
    private static readonly long Gap = Stopwatch.Frequency / 10_000;

    /// <summary>So long calls are done alone where helpers were in the way, or had no time.</summary>
    private static readonly long Pause = Stopwatch.Frequency / 100;

    private int _callers;
    private int _missed;
    private long _aloneUntil;

    /// <summary>Begins a call; each is ended by an <c>Exit</c>.</summary>
    /// <param name="now">The present time stamp.</param>
    /// <param name="last">When the same caller's last call ended.</param>
    /// <returns>Whether the workers are to help.</returns>
    public bool Enter(long now, long last)
    {
        // Several callers keep the cores busy by themselves.
        if (Interlocked.Increment(ref _callers) > 1) Volatile.Write(ref _aloneUntil, now + Pause);
        return now - last < Gap && now >= Volatile.Read(ref _aloneUntil);
    }

    /// <summary>Ends a call that the workers had no part in.</summary>
    public void Exit() => Interlocked.Decrement(ref _callers);

    /// <summary>Ends a call that they were asked to help with.</summary>
    /// <param name="now">The present time stamp.</param>
    /// <param name="isMissed">Whether the caller did a helper's share.</param>
    /// <param name="isLate">Whether the caller waited long for a helper.</param>
    public void Exit(long now, bool isMissed, bool isLate)
    {
        Exit();
        _missed = isMissed ? _missed + 1 : 0;
        if (!isLate && _missed < MostMissed) return;
        _missed = 0;
        Volatile.Write(ref _aloneUntil, now + Pause);
    }
}
