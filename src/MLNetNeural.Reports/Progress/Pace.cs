using MLNetNeural.Networks.Training;

namespace MLNetNeural.Reports.Progress;

/// <summary>How fast training goes, and how long it will still take.</summary>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeProvider time)
{
    // Nothing says when the first epoch began: its first batch, which also reads the data, is where measuring starts.
    private (long Time, double Done)? _start;
    private (long Time, int Rows)? _epochStart;
    private double _done;
    private int _epochs;

    /// <summary>Rows a second in this epoch so far, or before its first batch, in the epoch before; null until two points in time are known.</summary>
    public double? RowsPerSecond { get; private set; }

    /// <summary>What is left if every epoch takes as long as those so far; null before that can be said.</summary>
    public TimeSpan? Left => _start is { } start && _done > start.Done
        ? time.GetElapsedTime(start.Time) * ((1 - _done) / (_done - start.Done))
        : null;

    /// <summary>Starts anew.</summary>
    /// <param name="epochs">Most epochs of the training.</param>
    public void Begin(int epochs)
    {
        _epochs = epochs;
        _start = null;
        _epochStart = null;
        _done = 0;
        RowsPerSecond = null;
    }

    public void Batch(BatchMetrics batch)
    {
        long now = time.GetTimestamp();
        _done = (batch.EpochIndex + ((double)batch.Batch / batch.Batches)) / _epochs;
        _start ??= (now, _done);
        if (_epochStart is { } start)
        {
            double seconds = time.GetElapsedTime(start.Time, now).TotalSeconds;
            if (seconds > 0) RowsPerSecond = (batch.Rows - start.Rows) / seconds;
        }
        else
        {
            _epochStart = (now, batch.Rows);
        }
    }

    public void Epoch() => _epochStart = (time.GetTimestamp(), 0);
}
