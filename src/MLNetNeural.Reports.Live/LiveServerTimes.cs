namespace MLNetNeural.Reports.Live;

/// <summary>The intervals of a live server.</summary>
/// <param name="Pause">Least time between two states.</param>
/// <param name="MaxPause">Most time between two states, where a long history takes a while to write.</param>
/// <param name="Heartbeat">Time without a state after which a viewer gets a sign of life.</param>
/// <param name="Farewell">Time that viewers have at the end of training to take the last state.</param>
internal sealed record LiveServerTimes(TimeSpan Pause, TimeSpan MaxPause, TimeSpan Heartbeat, TimeSpan Farewell)
{
    /// <summary>Making states takes no more than a fiftieth of one processor.</summary>
    private const int PausesPerWork = 50;

    public static LiveServerTimes Default { get; } = new(TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(2));

    /// <summary>The time to wait after a state was made.</summary>
    /// <param name="work">What that took.</param>
    public TimeSpan PauseAfter(TimeSpan work) => TimeSpan.FromTicks(Math.Clamp(work.Ticks * PausesPerWork, Pause.Ticks, MaxPause.Ticks));
}
