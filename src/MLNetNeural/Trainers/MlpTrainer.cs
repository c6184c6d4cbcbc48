using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Validation;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Trainers;

/// <summary>Trains a multilayer perceptron: the base class of the trainers of all tasks.</summary>
/// <typeparam name="TOptions">Options of the task.</typeparam>
/// <typeparam name="TTransformer">The trained transformer.</typeparam>
public abstract class MlpTrainer<TOptions, TTransformer> : ITrainerEstimator<TTransformer, MlpModel>
    where TOptions : MlpOptions
    where TTransformer : MlpTransformer
{
    private readonly IHost _host;

    private protected MlpTrainer(IHostEnvironment environment, TOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check().ThrowIfAny();
        _host = environment.Register(GetType().Name);
        Options = options;
    }

    /// <summary>What the trainer needs to know of ML.NET: whether it wants normalized, cached or calibrated data.</summary>
    public TrainerInfo Info { get; } = MLNetInternals.TrainerInfo(
        needNormalization: true, needCalibration: false, wantCaching: false, supportsValidation: false);

    private protected TOptions Options { get; }

    private protected IHostEnvironment Host => _host;

    /// <summary>Trains on the rows of a view.</summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option does not fit the data.</exception>
    /// <exception cref="InvalidOperationException">No row has a label, a value cannot be used, training diverged, or the device is not there.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled by the token of the options, or with the whole context.</exception>
    public TTransformer Fit(IDataView input) => Train(input, null);

    /// <summary>Trains on from the weights of a model, which stays as it is; optimizer and schedule start anew.</summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <param name="previousModel">A model of a network like that of the options, for features and labels like those of the data.</param>
    /// <exception cref="ArgumentException">The model differs from what options and data ask for; the message says in what. Else as without a model.</exception>
    /// <exception cref="InvalidOperationException">No row has a label, a value cannot be used, or training diverged.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled by the token of the options, or with the whole context.</exception>
    public TTransformer Fit(IDataView input, TTransformer previousModel)
    {
        ArgumentNullException.ThrowIfNull(previousModel);
        return Train(input, previousModel);
    }

    /// <summary>
    /// Tries learning rates on the training rows, from weights that are drawn as for <see cref="Fit(IDataView)"/>: they rise from step to step
    /// until the loss diverges. <see cref="LearningRateCurve.Suggestion"/> is where it fell fastest, a good first choice for the optimizer.
    /// </summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <param name="finder">Which rates, and how many steps; null for 100 from 10⁻⁷ to 10.</param>
    /// <remarks>Nothing is written. The learning rate of the optimizer, schedule, epochs, averaging and checkpoints of the options play no part.</remarks>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option does not fit the data.</exception>
    /// <exception cref="InvalidOperationException">No row has a label, or a value cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled by the token of the options, or with the whole context.</exception>
    public LearningRateCurve FindLearningRate(IDataView input, LearningRateFinder? finder = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _host.Start("Find learning rate");
        using var cancellation = new HostCancellation(_host, Options.CancellationToken);
        using Preparation prepared = Prepare(input, null, channel, cancellation.Token);
        using INetwork network = CreateNetwork(prepared, drawn => Initializer.Draw(drawn, prepared.Training.WeightInitializer, prepared.Training.Seed));
        return (finder ?? new LearningRateFinder()).Find(prepared.Engine, prepared.Set, prepared.Training, network, cancellation.Token);
    }

    /// <summary>The columns that a trained model will add.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] added = Promise(MlpColumns.Check(inputSchema, Options));
        return new SchemaShape(inputSchema.Where(column => added.All(add => add.Name != column.Name)).Concat(added));
    }

    /// <summary>The label column, if its type fits the task.</summary>
    private protected abstract LabelColumn ReadLabel(DataViewSchema.Column column);

    /// <summary>The columns that a model will add for such a label, if its type fits the task.</summary>
    private protected abstract SchemaShape.Column[] Promise(SchemaShape.Column label);

    /// <summary>Outputs that the network needs for a label.</summary>
    private protected virtual int OutputsFor(LabelColumn label) => label.Outputs;

    /// <summary>In what a model differs from options and label, apart from what all tasks have.</summary>
    private protected abstract OptionErrors Differences(TTransformer previous, LabelColumn label);

    /// <summary>What the task makes of its labels.</summary>
    /// <param name="label">The label column.</param>
    /// <param name="set">The rows, with targets as they were read.</param>
    /// <param name="previous">The model to go on from; null for none.</param>
    private protected abstract TaskPlan<TTransformer> Plan(LabelColumn label, TrainingSet set, TTransformer? previous);

    private TTransformer Train(IDataView input, TTransformer? previous)
    {
        ArgumentNullException.ThrowIfNull(input);
        TTransformer model;
        try
        {
            model = TrainModel(input, previous);
        }
        catch (Exception e)
        {
            Options.EndCallback?.Invoke(new TrainingEnd(null, e));
            throw;
        }

        Options.EndCallback?.Invoke(new TrainingEnd(model.Model.TrainingHistory, null));
        return model;
    }

    private TTransformer TrainModel(IDataView input, TTransformer? previous)
    {
        using IChannel channel = _host.Start("Train multilayer perceptron");
        using IProgressChannel progress = _host.StartProgressChannel("Train multilayer perceptron");
        progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), _ => { });
        using var cancellation = new HostCancellation(_host, Options.CancellationToken);
        using Preparation prepared = Prepare(input, previous, channel, cancellation.Token);

        var loop = new TrainingLoop(prepared.Engine, prepared.Set, prepared.Training with { EpochCompleted = Report(channel, progress, prepared.Set.TrainingRows.Length) });
        var start = TrainingStart.Of(prepared.Spec, prepared.Engine, prepared.Training.Seed, prepared.Set);
        Options.StartCallback?.Invoke(start);
        TrainingResult result = Run(loop, prepared, previous, cancellation.Token);
        channel.Info(MessageSensitivity.None, Describe(result));
        return prepared.Plan.ToTransformer(MlpModel.Of(result.Network, prepared.Set.Features, prepared.Means, result.History, TrainingRun.Of(Options, start)));
    }

    /// <summary>Trains; what comes out scores on the processor.</summary>
    private static TrainingResult Run(TrainingLoop loop, Preparation prepared, TTransformer? previous, CancellationToken cancellationToken)
    {
        try
        {
            TrainingResult result = previous is null ? loop.Run(prepared.Spec, cancellationToken) : TrainOn(loop, prepared, previous, cancellationToken);
            return result with { Network = TrainedNetwork.ToProcessor(result.Network) };
        }
        catch (TrainingDivergedException e)
        {
            TrainedNetwork.ToProcessor(e);
            throw;
        }
    }

    /// <summary>Reads the data, and makes of options and data what the network's side needs.</summary>
    private Preparation Prepare(IDataView input, TTransformer? previous, IChannel channel, CancellationToken cancellationToken)
    {
        MlpColumns columns = MlpColumns.Find(input.Schema, Options, ReadLabel);
        MlpSpec spec = Options.Spec(columns.Features.Size, OutputsFor(columns.Label));
        CheckFeatures(columns.Features);
        if (previous is not null)
        {
            PreviousModel.Differences(previous.Model, spec, columns.Features, Options.MissingValues).Include(Differences(previous, columns.Label)).ThrowIfAny();
        }

        int seed = Seed(channel);
        IEngine engine = Choose(channel);
        TrainingOptions training = Options.Training(seed) with { TemporaryFolder = MLNetInternals.TemporaryFolderOf(_host) };
        training.CheckFor(engine).ThrowIfAny();
        long start = Stopwatch.GetTimestamp();
        TrainingData data = Read(input, columns, cancellationToken);
        try
        {
            if (data.Unlabeled > 0) channel.Warning(MessageSensitivity.None, $"{data.Unlabeled} rows without a label were left out.");
            TrainingSet set = data.Split(Options.DrawnFraction, seed);
            ImmutableArray<float>? means = data.ReplaceMissing(set, previous?.Model.FeatureMeans);
            TaskPlan<TTransformer> plan = Plan(columns.Label, set, previous);
            set = set with { Targets = data.Weighted(plan.Targets) };
            channel.Info(MessageSensitivity.None, string.Create(
                CultureInfo.InvariantCulture,
                $"Read {data.Features.Count} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; training {spec} on {set.TrainingRows.Length} of them, {engine.Description}."));
            return new Preparation(data, spec, engine, set, training with { Loss = plan.Loss }, plan, means);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private IEngine Choose(IChannel channel)
    {
        DeviceChoice choice = DeviceChoice.Make(Options, _host, Accelerators.Find, warning => channel.Warning(MessageSensitivity.None, warning));
        if (choice is { Reason: { } warned, IsWarning: true }) channel.Warning(MessageSensitivity.None, warned);
        else if (choice.Reason is { } reason) channel.Info(MessageSensitivity.None, reason);
        return choice.Engine;
    }

    private void CheckFeatures(FeatureColumn features)
    {
        if (Options.MissingValues != MissingValueHandling.Error && features.Affine is not null)
        {
            throw new ArgumentException(
                $"{typeof(TOptions).Name}.MissingValues has no effect on the feature column '{features.Column.Name}': bytes cannot be missing, leave the option out.");
        }
    }

    private TrainingData Read(IDataView input, MlpColumns columns, CancellationToken cancellationToken)
    {
        var data = new TrainingData(columns, Options.MissingValues, columns.Features.IsSparse(input), Options.Memory(_host));
        try
        {
            data.ReadTraining(columns, input, cancellationToken);
            if (Options.ValidationSet is { } validation)
            {
                MlpColumns there = MlpColumns.Find(validation.Schema, Options, ReadLabel);
                there.CheckLike(columns);
                data.ReadValidation(there, validation, cancellationToken);
            }

            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private static TrainingResult TrainOn(TrainingLoop loop, Preparation prepared, TTransformer previous, CancellationToken cancellationToken)
    {
        INetwork network = CreateNetwork(prepared, previous.Model.Network.CopyTo);
        try
        {
            return loop.Run(network, cancellationToken);
        }
        catch (Exception e) when (e is not TrainingDivergedException { BestNetwork: not null })
        {
            network.Dispose();
            throw;
        }
    }

    private static INetwork CreateNetwork(Preparation prepared, Action<INetwork> setWeights)
    {
        INetwork network = prepared.Engine.CreateNetwork(prepared.Spec);
        try
        {
            setWeights(network);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private Action<EpochMetrics> Report(IChannel channel, IProgressChannel progress, int rows) => epoch =>
    {
        progress.Checkpoint(epoch.TrainingLoss, epoch.Epoch, Options.MaxEpochs);
        channel.Info(MessageSensitivity.None, Describe(epoch, Options is { DropLastBatch: true, BatchSize: { } size } ? Math.Max(1, rows / size) * Math.Min(size, rows) : rows));
        Options.MetricsCallback?.Invoke(epoch);
    };

    private string Describe(EpochMetrics epoch, int rows)
    {
        string Figure(string name, double? value) => value is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {name} {value:0.0000}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {epoch.Epoch}/{Options.MaxEpochs}: loss {epoch.TrainingLoss:0.0000}{Figure("accuracy", epoch.TrainingAccuracy)}{Figure("validation loss", epoch.ValidationLoss)}{Figure("validation accuracy", epoch.ValidationAccuracy)}, learning rate {epoch.LearningRate:G4}, {epoch.Elapsed.TotalSeconds:0.00} s, {rows / epoch.Elapsed.TotalSeconds:0} rows/s.");
    }

    private static string Describe(TrainingResult result)
    {
        string best = result.History.Best is { } epoch ? $"; the best was epoch {epoch.Epoch}" : "";
        return $"Training ended after {result.History.Epochs.Length} epochs ({result.StopReason}){best}.";
    }

    private int Seed(IChannel channel)
    {
        if ((Options.Seed ?? MLNetInternals.SeedOf(_host)) is { } seed) return seed;
        int drawn = Random.Shared.Next();
        channel.Info(MessageSensitivity.None, $"Neither the options nor the MLContext have a seed; using {drawn}.");
        return drawn;
    }

    /// <summary>Data and options as the network's side takes them.</summary>
    private sealed record Preparation(
        TrainingData Data,
        MlpSpec Spec,
        IEngine Engine,
        TrainingSet Set,
        TrainingOptions Training,
        TaskPlan<TTransformer> Plan,
        ImmutableArray<float>? Means) : IDisposable
    {
        public void Dispose() => Data.Dispose();
    }
}
