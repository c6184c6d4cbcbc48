using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Training;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring;

namespace MLNetNeural.Trainers;

/// <summary>Trains a multilayer perceptron to tell classes apart, by softmax cross-entropy.</summary>
/// <remarks>
/// <para>Create it by <see cref="MlpCatalog.MultilayerPerceptron(MulticlassClassificationCatalog.MulticlassClassificationTrainers, MlpMulticlassOptions)"/>.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type</description></listheader>
/// <item><term>label</term><description>key; rows without a label are left out</description></item>
/// <item><term>features</term><description>vector of Single or Byte, of known size</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>PredictedLabel</term><description>key: the most likely class; the first of equally likely ones</description></item>
/// <item><term>Score</term><description>vector of Single: the probability of each class, in the order of the label's keys</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Characteristic</term><description></description></listheader>
/// <item><term>Machine-learning task</term><description>multiclass classification</description></item>
/// <item><term>Is normalisation required?</term><description>yes: features should be of order 1</description></item>
/// <item><term>Is caching required?</term><description>no: the features are read once, into a store of their own</description></item>
/// <item><term>Required NuGet packages</term><description>Microsoft.ML and this one</description></item>
/// </list>
/// </remarks>
public sealed class MlpMulticlassTrainer : ITrainerEstimator<MlpMulticlassTransformer, MlpModel>
{
    private readonly IHost _host;
    private readonly MlpMulticlassOptions _options;

    internal MlpMulticlassTrainer(IHostEnvironment environment, MlpMulticlassOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check().ThrowIfAny();
        _host = environment.Register(nameof(MlpMulticlassTrainer));
        _options = options;
    }

    /// <summary>What the trainer wants of its data.</summary>
    public TrainerInfo Info { get; } = MLNetInternals.TrainerInfo(
        needNormalization: true, needCalibration: false, wantCaching: false, supportsValidation: false);

    /// <summary>Trains on the rows of a view.</summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option does not fit the data.</exception>
    /// <exception cref="InvalidOperationException">No row has a label, a feature is missing, or training diverged.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled by the token of the options, or with the whole context.</exception>
    public MlpMulticlassTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _host.Start("Train multilayer perceptron");
        using IProgressChannel progress = _host.StartProgressChannel("Train multilayer perceptron");
        progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), _ => { });

        var featureColumn = new FeatureColumn(input.Schema, _options.FeatureColumnName);
        DataViewSchema.Column labelColumn = Columns.Find(input.Schema, _options.LabelColumnName, "label");
        int classCount = LabelKeys.Count(labelColumn);
        int seed = Seed(channel);
        using var cancellation = new HostCancellation(_host, _options.CancellationToken);
        var engine = new CpuEngine(_options.NumberOfThreads);

        long start = Stopwatch.GetTimestamp();
        using TrainingData data = TrainingData.ReadClasses(input, featureColumn, labelColumn, classCount, _options.Memory(_host), cancellation.Token);
        if (data.Unlabelled > 0) channel.Warning(MessageSensitivity.None, $"{data.Unlabelled} rows without a label were left out.");
        TrainingSet set = _options.ValidationSetFraction is { } fraction
            ? TrainingSet.Split(data.Features, data.Targets, fraction, seed)
            : TrainingSet.WithoutValidation(data.Features, data.Targets);
        channel.Info(MessageSensitivity.None, string.Create(
            CultureInfo.InvariantCulture,
            $"Read {data.Features.Count} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; training {_options.Spec(data.Features.Columns, classCount)} on {set.TrainingRows.Length} of them, {engine.Description}."));

        TrainingResult result = Loop(engine, set, seed, channel, progress).Run(_options.Spec(data.Features.Columns, classCount), cancellation.Token);
        return new MlpMulticlassTransformer(
            _host,
            new MlpModel(result.Network, featureColumn.Affine, result.History),
            _options.FeatureColumnName,
            _options.ScoreColumnName,
            _options.PredictedLabelColumnName,
            LabelKeys.Read(labelColumn));
    }

    /// <summary>The columns that a trained model will add.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column features = Columns.Find(inputSchema, _options.FeatureColumnName, "feature");
        if (features.Kind != SchemaShape.Column.VectorKind.Vector || features.IsKey || (features.ItemType != NumberDataViewType.Single && features.ItemType != NumberDataViewType.Byte))
        {
            throw new ArgumentException(
                $"The feature column '{features.Name}' must be a vector of Single or Byte of known size, got {features.Kind} of {features.ItemType}: build it with Concatenate or LoadImageTensor.");
        }

        SchemaShape.Column label = Columns.Find(inputSchema, _options.LabelColumnName, "label");
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.IsKey)
        {
            throw new ArgumentException(
                $"The label column '{label.Name}' must be a key, got {label.Kind} of {label.ItemType}: append MapValueToKey before the trainer.");
        }

        return MulticlassSchema.Shape(inputSchema, label, _options.ScoreColumnName, _options.PredictedLabelColumnName);
    }

    private TrainingLoop Loop(IEngine engine, TrainingSet set, int seed, IChannel channel, IProgressChannel progress) => new(engine, set, _options.Training(seed) with
    {
        EpochCompleted = epoch =>
        {
            progress.Checkpoint(epoch.TrainingLoss, epoch.Epoch, _options.MaxEpochs);
            channel.Info(MessageSensitivity.None, Describe(epoch));
            _options.MetricsCallback?.Invoke(epoch);
        },
    });

    private string Describe(EpochMetrics epoch)
    {
        string validation = epoch.ValidationLoss is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $", validation loss {epoch.ValidationLoss:0.0000}, validation accuracy {epoch.ValidationAccuracy:0.0000}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {epoch.Epoch}/{_options.MaxEpochs}: loss {epoch.TrainingLoss:0.0000}, accuracy {epoch.TrainingAccuracy:0.0000}{validation}, learning rate {epoch.LearningRate:G4}, {epoch.Elapsed.TotalSeconds:0.00} s.");
    }

    private int Seed(IChannel channel)
    {
        if ((_options.Seed ?? MLNetInternals.SeedOf(_host)) is { } seed) return seed;
        int drawn = Random.Shared.Next();
        channel.Info(MessageSensitivity.None, $"Neither the options nor the MLContext have a seed; using {drawn}.");
        return drawn;
    }
}
