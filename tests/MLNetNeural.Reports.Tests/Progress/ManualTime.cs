namespace MLNetNeural.Reports.Tests.Progress;

/// <summary>A clock that a test sets.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Add(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
}
