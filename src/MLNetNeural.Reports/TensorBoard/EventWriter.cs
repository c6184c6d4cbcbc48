using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>
/// An event file: Event messages (tensorboard/compat/proto/event.proto and summary.proto) in TFRecord frames, each with one summary
/// value. It is flushed once a second, so that it can be looked at while it grows.
/// </summary>
internal sealed class EventWriter : IDisposable
{
    private const string FileVersion = "brain.Event:2";
    private const int Rgb = 3;

    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);
    private static int _files;

    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private readonly ProtoWriter _event = new();
    private long _flushed;

    /// <summary>Starts a file in a folder, which is made if it is missing.</summary>
    public EventWriter(string folder, TimeProvider time)
    {
        _time = time;
        Directory.CreateDirectory(folder);

        // TensorBoard looks for "tfevents", and reads the files of a folder in the order of their names.
        string name = $"events.out.tfevents.{time.GetUtcNow().ToUnixTimeSeconds():0000000000}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _files)}";
        FilePath = Path.Combine(Path.GetFullPath(folder), name);
        _stream = new FileStream(FilePath, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        BeginEvent();
        _event.Text(3, FileVersion);
        Write();
    }

    public string FilePath { get; }

    /// <summary>Seconds since 1970.</summary>
    public double Now => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    public void Scalar(string tag, double value, long step)
    {
        int summary = BeginValue(tag, step, out int start);
        _event.Single(2, (float)value);
        EndValue(summary, start);
    }

    /// <summary>Writes a histogram; nothing where it is empty.</summary>
    public void Histogram(string tag, Histogram histogram, long step)
    {
        if (histogram.IsEmpty) return;
        int summary = BeginValue(tag, step, out int value);
        int message = _event.Begin(5);
        histogram.Write(_event);
        _event.End(message);
        EndValue(summary, value);
    }

    public void Image(string tag, RgbImage image, long step)
    {
        int summary = BeginValue(tag, step, out int value);
        int message = _event.Begin(4);
        _event.Integer(1, image.Height);
        _event.Integer(2, image.Width);
        _event.Integer(3, Rgb);
        _event.Bytes(4, image.ToPng());
        _event.End(message);
        EndValue(summary, value);
    }

    /// <summary>Writes what a plugin of TensorBoard reads: SummaryMetadata { plugin_data 1: { plugin_name 1, content 2 } } and no value.</summary>
    public void PluginData(string tag, string plugin, ReadOnlySpan<byte> content)
    {
        int summary = BeginValue(tag, 0, out int value);
        int metadata = _event.Begin(9);
        int data = _event.Begin(1);
        _event.Text(1, plugin);
        _event.Bytes(2, content);
        _event.End(data);
        _event.End(metadata);
        EndValue(summary, value);
    }

    /// <summary>Gives the file all there is so far.</summary>
    public void Flush()
    {
        _stream.Flush();
        _flushed = _time.GetTimestamp();
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Event { wall_time 1, step 2, summary 5: Summary { value 1: Value { tag 1, … } } }.</summary>
    private int BeginValue(string tag, long step, out int value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        BeginEvent();
        _event.Integer(2, step);
        int summary = _event.Begin(5);
        value = _event.Begin(1);
        _event.Text(1, tag);
        return summary;
    }

    private void EndValue(int summary, int value)
    {
        _event.End(value);
        _event.End(summary);
        Write();
    }

    private void BeginEvent()
    {
        _event.Clear();
        _event.Double(1, Now);
    }

    private void Write()
    {
        RecordWriter.Write(_stream, _event.Written);
        if (_flushed == 0 || _time.GetElapsedTime(_flushed) >= FlushInterval) Flush();
    }
}
