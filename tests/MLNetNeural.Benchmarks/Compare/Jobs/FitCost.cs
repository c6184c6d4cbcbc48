using System.Diagnostics;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>What rows of one size have cost, by the clock and by the processor; a watch that runs between <see cref="Start"/> and <see cref="Stop"/>.</summary>
internal sealed class FitCost
{
    private readonly Stopwatch _watch = new();
    private TimeSpan _processor;
    private TimeSpan _processorBefore;
    private long _rows;

    /// <summary>All time so far.</summary>
    public TimeSpan Time => _watch.Elapsed;

    /// <summary>Clock time of a row.</summary>
    public double SecondsOfRow => _watch.Elapsed.TotalSeconds / _rows;

    /// <summary>Processor time of a row, of all threads together.</summary>
    public double ProcessorSecondsOfRow => _processor.TotalSeconds / _rows;

    /// <summary>Begins, or goes on after a pause.</summary>
    public void Start()
    {
        _processorBefore = Environment.CpuUsage.TotalTime;
        _watch.Start();
    }

    /// <summary>Pauses.</summary>
    public void Stop()
    {
        _watch.Stop();
        _processor += Environment.CpuUsage.TotalTime - _processorBefore;
    }

    /// <summary>Notes what the time was spent on.</summary>
    public void Count(int rows) => _rows += rows;
}
