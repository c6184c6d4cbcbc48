using Google.Protobuf;
using MLNetNeural.Reports.Images;
using MLNetNeural.Reports.TensorBoard.Messages;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>An event file: events in TFRecord frames, each with one summary value. It is flushed once a second, so that it can be looked at while it grows.</summary>
internal sealed class EventWriter : IDisposable
{
    private const string FileVersion = "brain.Event:2";
    private const int Rgb = 3;

    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);
    private static int _files;

    private readonly FileStream _stream;
    private readonly TimeProvider _time;
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
        Write(new Event { FileVersion = FileVersion });
    }

    public string FilePath { get; }

    /// <summary>Seconds since 1970.</summary>
    public double Now => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    public void Scalar(string tag, double value, long step) => Write(tag, step, new() { SimpleValue = (float)value });

    /// <summary>Writes a histogram; nothing where it is empty.</summary>
    public void Histogram(string tag, Histogram histogram, long step)
    {
        if (!histogram.IsEmpty) Write(tag, step, new() { Histo = histogram.ToMessage() });
    }

    public void Image(string tag, RgbImage image, long step)
        => Write(tag, step, new() { Image = new() { Height = image.Height, Width = image.Width, Colorspace = Rgb, EncodedImageString = ByteString.CopyFrom(image.ToPng()) } });

    /// <summary>Writes what TensorBoard's page HPARAMS reads. As metrics that page takes the scalars of the same run.</summary>
    public void HyperParameters(string tag, HParamsPluginData data)
        => Write(tag, 0, new() { Metadata = new() { PluginData = new() { PluginName = "hparams", Content = data.ToByteString() } } });

    /// <summary>Writes all there is so far to the file.</summary>
    public void Flush()
    {
        _stream.Flush();
        _flushed = _time.GetTimestamp();
    }

    public void Dispose() => _stream.Dispose();

    private void Write(string tag, long step, Summary.Types.Value value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        value.Tag = tag;
        Write(new Event { Step = step, Summary = new() { Value = { value } } });
    }

    private void Write(Event written)
    {
        written.WallTime = Now;
        RecordWriter.Write(_stream, written.ToByteArray());
        if (_flushed == 0 || _time.GetElapsedTime(_flushed) >= FlushInterval) Flush();
    }
}
