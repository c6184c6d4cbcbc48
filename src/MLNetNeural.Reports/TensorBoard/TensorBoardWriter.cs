using Microsoft.ML;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Images;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>
/// Writes a training run for TensorBoard: its hyper-parameters and how it ended, the metrics of each step and epoch, and on request histograms
/// of weights and gradients, and images. One writer makes one event file, which can be looked at while it grows.
/// </summary>
/// <remarks>
/// <code>
/// using var board = new TensorBoardWriter("runs/1") { HistogramInterval = 1 };
/// ITransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(options.ReportTo(board)).Fit(data);
/// board.AddTrainingImages(model, data);
/// </code>
/// Scalars are named loss/training, loss/validation, accuracy/training, accuracy/validation and learning_rate, by epoch from 1; and
/// step/loss, step/accuracy (of the epoch so far) and step/learning_rate, by batch from 1 over the whole run. TensorBoard's HPARAMS page shows
/// the options of all runs of a folder beside the last values of these scalars. Not safe for several threads.
/// </remarks>
public sealed class TensorBoardWriter : ITrainingReporter, IParameterReporter, IDisposable
{
    private const int ImageSide = 96;

    /// <summary>How many values are read at a time, and how many rows at least: an engine may keep the units of a layer beside each other.</summary>
    private const int RunFloats = 1 << 18, LeastRows = 32;

    private readonly EventWriter _events;
    private float[] _values = [];

    /// <summary>Starts an event file.</summary>
    /// <param name="folder">Folder of the run, made if it is missing. TensorBoard shows each folder as a run.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public TensorBoardWriter(string folder)
        : this(folder, TimeProvider.System)
    {
    }

    internal TensorBoardWriter(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _events = new EventWriter(folder, time);
    }

    /// <summary>The event file.</summary>
    public string FilePath => _events.FilePath;

    /// <summary>
    /// Epochs from one histogram to the next, at least 1. There is one of each weight, bias and normalization, and one of its gradient in the epoch's last
    /// step, as the optimizer gets it, after clipping. The gradients take as much memory as the weights. Null for no histograms, at no cost. Default: null.
    /// </summary>
    public int? HistogramInterval
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{nameof(TensorBoardWriter)}.{nameof(HistogramInterval)} must be at least 1, or null for no histograms, got {value}.");
    }

    /// <inheritdoc/>
    bool IParameterReporter.WantsParameters => HistogramInterval is not null;

    /// <summary>Writes the options as hyper-parameters.</summary>
    /// <param name="options">The options of the trainer.</param>
    public void Begin(MlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _events.HyperParameters(HyperParameters.StartTag, HyperParameters.Start(options, _events.Now));
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
    void IParameterReporter.Parameters(EpochParameters parameters)
    {
        if (parameters.EpochIndex % HistogramInterval != 0) return;
        AddHistograms("weights", parameters.Weights, parameters.Epoch);
        if (parameters.Gradients is { } gradients) AddHistograms("gradients", gradients, parameters.Epoch);
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

    /// <summary>Writes how and when training ended, and flushes the file.</summary>
    /// <param name="end">How it ended.</param>
    public void End(TrainingEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        _events.HyperParameters(HyperParameters.EndTag, HyperParameters.End(end, _events.Now));
        _events.Flush();
    }

    /// <summary>Writes a number.</summary>
    /// <param name="tag">Its name; TensorBoard groups charts by what stands before a slash.</param>
    /// <param name="value">The number; TensorBoard keeps it as a Single.</param>
    /// <param name="step">Its place on the axis, such as the epoch.</param>
    public void AddScalar(string tag, double value, long step) => _events.Scalar(tag, value, step);

    /// <summary>Writes a histogram of values. Those that are not finite are left out; where none is finite, nothing is written.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="values">The values.</param>
    /// <param name="step">Their place on the axis, such as the epoch.</param>
    public void AddHistogram(string tag, ReadOnlySpan<float> values, long step)
    {
        var histogram = new Histogram();
        histogram.Measure(values);
        histogram.Count(values);
        _events.Histogram(tag, histogram, step);
    }

    /// <summary>Writes a histogram of each weight, bias and normalization of a model, named weights/layers.0.weight and so on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="step">Their place on the axis, such as the epoch.</param>
    public void AddWeights(MlpModel model, long step)
    {
        ArgumentNullException.ThrowIfNull(model);
        AddHistograms("weights", model.Network, step);
    }

    /// <summary>Writes an image.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="image">The image; see <see cref="ImageGrid"/> for several.</param>
    /// <param name="step">Its place on the axis, such as the epoch.</param>
    public void AddImage(string tag, RgbImage image, long step)
    {
        ArgumentNullException.ThrowIfNull(image);
        _events.Image(tag, image, step);
    }

    /// <summary>Writes a grid of training images, named images/training: as the network gets them, but without augmentation, and with normalization undone.</summary>
    /// <param name="model">A model with a multilayer perceptron, with all that comes before it.</param>
    /// <param name="data">The training data, as they are before the pipeline; only the images that are shown are decoded.</param>
    /// <param name="count">The most images to show, chosen evenly from all; at least 1. Default: 36.</param>
    /// <param name="shape">How the features form an image; null to take it from their column, where LoadImageTensor notes it. Default: null.</param>
    /// <param name="step">Its place on the axis, such as the epoch. Default: 0.</param>
    /// <exception cref="ArgumentException">The model has no network of this library, there are no rows, or the features are not images.</exception>
    public void AddTrainingImages(ITransformer model, IDataView data, int count = 36, ReportImageShape? shape = null, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        AddImage("images/training", TrainingGrid.Draw(ModelParts.Of(model), data, count, shape, ImageSide), step);
    }

    /// <summary>Completes the file.</summary>
    public void Dispose() => _events.Dispose();

    private void AddHistograms(string group, ITensors tensors, long step)
    {
        for (int t = 0; t < tensors.Infos.Count; t++)
        {
            var histogram = new Histogram();
            ForEachRun(tensors, t, histogram.Measure);
            ForEachRun(tensors, t, histogram.Count);
            _events.Histogram($"{group}/{tensors.Infos[t].Name}", histogram, step);
        }
    }

    private void ForEachRun(ITensors tensors, int tensor, Action<ReadOnlySpan<float>> use)
    {
        TensorInfo info = tensors.Infos[tensor];
        int run = Math.Min(info.Rows, Math.Max(LeastRows, RunFloats / info.Columns));
        if (_values.Length < run * info.Columns) _values = new float[run * info.Columns];
        for (int row = 0; row < info.Rows; row += run)
        {
            Span<float> part = _values.AsSpan(0, Math.Min(run, info.Rows - row) * info.Columns);
            tensors.Read(tensor, row, part);
            use(part);
        }
    }
}
