using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Pictures;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>
/// Writes a training run for TensorBoard: its hyper-parameters, the figures of each step and epoch, and on request weights as
/// histograms and pictures. One writer makes one event file, which can be looked at while it grows.
/// </summary>
/// <remarks>
/// <code>
/// using var board = new TensorBoardWriter("runs/1");
/// MlpMulticlassTransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options.ReportTo(board)).Fit(data);
/// board.AddWeights(model.Model, step: 20);
/// </code>
/// The file is a sequence of Event messages (tensorboard/compat/proto/event.proto and summary.proto) in TFRecord frames. Scalars are
/// named loss/training, loss/validation, accuracy/training, accuracy/validation and learning_rate, by epoch from 1; and
/// step/loss, step/accuracy (of the epoch so far) and step/learning_rate, by batch from 1 over the whole run. Not safe for several threads.
/// </remarks>
public sealed class TensorBoardWriter : ITrainingReporter, IDisposable
{
    private const string FileVersion = "brain.Event:2";
    private const int Rgb = 3;
    private const int RunFloats = 1 << 18;

    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);
    private static int _files;

    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private readonly ProtoWriter _event = new();
    private readonly ProtoWriter _content = new();
    private long _flushed;

    /// <summary>Starts an event file.</summary>
    /// <param name="folder">Folder of the run, made if it is missing. TensorBoard shows each folder as a run.</param>
    /// <exception cref="IOException">The file cannot be made; so does <see cref="UnauthorizedAccessException"/> say.</exception>
    public TensorBoardWriter(string folder)
        : this(folder, TimeProvider.System)
    {
    }

    internal TensorBoardWriter(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
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

    /// <summary>The event file.</summary>
    public string FilePath { get; }

    /// <summary>Writes the options as hyper-parameters.</summary>
    /// <param name="options">The options of the trainer.</param>
    public void Begin(MlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _content.Clear();
        HyperParameters.Write(_content, options, Now());
        int summary = BeginValue(HyperParameters.Tag, 0, out int value);
        int metadata = _event.Begin(9);
        int plugin = _event.Begin(1);
        _event.Text(1, HyperParameters.PluginName);
        _event.Bytes(2, _content.Written);
        _event.End(plugin);
        _event.End(metadata);
        EndValue(summary, value);
    }

    /// <inheritdoc/>
    public void Batch(BatchMetrics batch)
    {
        long step = ((long)batch.EpochIndex * batch.Batches) + batch.Batch;
        AddScalar("step/loss", batch.Loss, step);
        if (batch.Accuracy is { } accuracy) AddScalar("step/accuracy", accuracy, step);
        AddScalar("step/learning_rate", batch.LearningRate, step);
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        AddScalar("loss/training", epoch.TrainingLoss, epoch.Epoch);
        if (epoch.ValidationLoss is { } validationLoss) AddScalar("loss/validation", validationLoss, epoch.Epoch);
        if (epoch.TrainingAccuracy is { } accuracy) AddScalar("accuracy/training", accuracy, epoch.Epoch);
        if (epoch.ValidationAccuracy is { } validationAccuracy) AddScalar("accuracy/validation", validationAccuracy, epoch.Epoch);
        AddScalar("learning_rate", epoch.LearningRate, epoch.Epoch);
    }

    /// <summary>Writes a number.</summary>
    /// <param name="tag">Its name; what stands before a slash groups charts.</param>
    /// <param name="value">The number; TensorBoard keeps it as Single.</param>
    /// <param name="step">Where it belongs on the axis.</param>
    public void AddScalar(string tag, double value, long step)
    {
        int summary = BeginValue(tag, step, out int start);
        _event.Single(2, (float)value);
        EndValue(summary, start);
    }

    /// <summary>Writes how values are distributed; those that are not finite are left out, and nothing is written where none is.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="values">The values.</param>
    /// <param name="step">Where they belong on the axis.</param>
    public void AddHistogram(string tag, ReadOnlySpan<float> values, long step)
    {
        var histogram = new Histogram();
        histogram.Measure(values);
        histogram.Count(values);
        AddHistogram(tag, histogram, step);
    }

    /// <summary>Writes how the values of each weight, bias and normalisation of a model are distributed, as weights/layers.0.weight and so on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="step">Where they belong on the axis, as the epoch.</param>
    public void AddWeights(MlpModel model, long step)
    {
        ArgumentNullException.ThrowIfNull(model);
        INetwork network = model.Network;
        for (int t = 0; t < network.Infos.Count; t++)
        {
            var histogram = new Histogram();
            ForEachRun(network, t, histogram.Measure);
            ForEachRun(network, t, histogram.Count);
            AddHistogram($"weights/{network.Infos[t].Name}", histogram, step);
        }
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="picture">The picture; see <see cref="PictureGrid"/> for several.</param>
    /// <param name="step">Where it belongs on the axis.</param>
    public void AddPicture(string tag, RgbPicture picture, long step)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int summary = BeginValue(tag, step, out int value);
        int image = _event.Begin(4);
        _event.Integer(1, picture.Height);
        _event.Integer(2, picture.Width);
        _event.Integer(3, Rgb);
        _event.Bytes(4, picture.ToPng());
        _event.End(image);
        EndValue(summary, value);
    }

    /// <summary>Completes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static void ForEachRun(INetwork network, int tensor, Action<ReadOnlySpan<float>> use)
    {
        TensorInfo info = network.Infos[tensor];
        int run = Math.Clamp(RunFloats / info.Columns, 1, info.Rows);
        float[] values = new float[run * info.Columns];
        for (int row = 0; row < info.Rows; row += run)
        {
            Span<float> part = values.AsSpan(0, Math.Min(run, info.Rows - row) * info.Columns);
            network.Read(tensor, row, part);
            use(part);
        }
    }

    private void AddHistogram(string tag, Histogram histogram, long step)
    {
        if (histogram.IsEmpty) return;
        int summary = BeginValue(tag, step, out int value);
        int message = _event.Begin(5);
        histogram.Write(_event);
        _event.End(message);
        EndValue(summary, value);
    }

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
        _event.Double(1, Now());
    }

    private void Write()
    {
        RecordWriter.Write(_stream, _event.Written);
        if (_flushed != 0 && _time.GetElapsedTime(_flushed) < FlushInterval) return;
        _stream.Flush();
        _flushed = _time.GetTimestamp();
    }

    private double Now() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
}
