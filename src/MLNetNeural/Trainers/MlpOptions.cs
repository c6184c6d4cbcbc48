using System.Collections.Immutable;
using Microsoft.ML.Runtime;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Validation;
using MLNetNeural.Persistence;

namespace MLNetNeural.Trainers;

/// <summary>What all multilayer-perceptron trainers have in common: columns, network, training.</summary>
public abstract record MlpOptions
{
    private protected MlpOptions()
    {
    }

    /// <summary>Column with what is to be predicted. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Column with the features: a vector of Single or Byte of known size. Default: "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>Name of the output column with the scores. Default: "Score".</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>The hidden layers, from the features on; numbers or <see cref="HiddenLayer"/>s; empty for a linear model. Default: one of 100 units.</summary>
    public ImmutableArray<HiddenLayer> HiddenLayers { get; init; } = [100];

    /// <summary>Element-wise function of the hidden layers. Default: ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Probability of zeroing a hidden unit during training, [0, 1). Default: 0 (off).</summary>
    public float Dropout { get; init; }

    /// <summary>How weights change, with the learning rate. Default: SGD with learning rate 0.01 and momentum 0.9.</summary>
    public Optimizer Optimizer { get; init; } = new Sgd();

    /// <summary>The learning rate of each epoch. Default: constant.</summary>
    public LearningRateSchedule LearningRateSchedule { get; init; } = new ConstantSchedule();

    /// <summary>Rows of a step; at least 1, or null for all rows (full batch). Default: 64.</summary>
    public int? BatchSize { get; init; } = 64;

    /// <summary>Passes over the training rows; at least 1. Default: 20.</summary>
    public int MaxEpochs { get; init; } = 20;

    /// <summary>Whether the rows of each epoch come in a new random order. Default: true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether a short last batch is left out. Default: false.</summary>
    public bool DropLastBatch { get; init; }

    /// <summary>
    /// Share of the rows that is kept for validation, in (0, 1), drawn by <see cref="Seed"/> and the same of each class;
    /// null for none. Default: null.
    /// </summary>
    public double? ValidationSetFraction { get; init; }

    /// <summary>Whether the model gets the weights of the best epoch instead of the last; needs validation rows, without them it has no effect. Default: true.</summary>
    public bool RestoreBestWeights { get; init; } = true;

    /// <summary>Random changes of training rows, anew in every epoch; each kind at most once. Default: none.</summary>
    public ImmutableArray<Augmentation> Augmentation { get; init; } = [];

    /// <summary>
    /// Folder for the checkpoints best_checkpoint_epoch_{n} and last_checkpoint_epoch_{n}, made if it is missing; null to
    /// write nothing. Default: null.
    /// </summary>
    public string? WorkspacePath { get; init; }

    /// <summary>
    /// Least time between two checkpoints of the last epoch; at least 0, which writes one after every epoch. An epoch that
    /// has none yet when training is cancelled is finished first, and then written. Default: 10 seconds.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Bytes of features that are kept in memory, at least 1; those beyond go to a memory-mapped file in the temporary folder of the MLContext, which
    /// is gone when training ends. Null for half of the memory that the process may use. Default: null.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Where all random numbers come from; null for the seed of the MLContext, and if that has none, a random one, which is logged. Default: null.</summary>
    public int? Seed { get; init; }

    /// <summary>What to train on. Default: the fastest there is.</summary>
    public Device Device { get; init; } = Device.Auto;

    /// <summary>Threads to train with, at least 1; null for all cores. The result is the same for every number. Default: null.</summary>
    public int? NumberOfThreads { get; init; }

    /// <summary>Called after every epoch with its figures. Default: null.</summary>
    public Action<EpochMetrics>? MetricsCallback { get; init; }

    /// <summary>Called after every batch; keep it short. Default: null.</summary>
    public Action<BatchMetrics>? BatchCallback { get; init; }

    /// <summary>
    /// Stops training before the next batch: Fit throws <see cref="OperationCanceledException"/>, and the checkpoint of the
    /// last whole epoch stays. Default: none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The network for rows of so many features and outputs.</summary>
    internal MlpSpec Spec(int inputs, int outputs) => MlpSpec.Of(inputs, HiddenLayers.Select(layer => layer.ToDense(Activation, Dropout)), outputs);

    internal FeatureMemory Memory(IHostEnvironment environment) => new() { Limit = MemoryLimit, TemporaryFolder = MLNetInternals.TemporaryFolderOf(environment) };

    internal TrainingOptions Training(int seed) => new()
    {
        MaxEpochs = MaxEpochs,
        BatchSize = BatchSize,
        Shuffle = Shuffle,
        DropLastBatch = DropLastBatch,
        Optimizer = Optimizer,
        LearningRateSchedule = LearningRateSchedule,
        Augmentations = Augmentation,
        RestoreBestWeights = RestoreBestWeights,
        CheckpointFolder = WorkspacePath,
        CheckpointInterval = CheckpointInterval,
        Seed = seed,
        EpochCompleted = MetricsCallback,
        BatchCompleted = BatchCallback,
    };

    internal virtual OptionErrors Check()
    {
        OptionErrors errors = new OptionErrors(GetType().Name)
            .Require(!string.IsNullOrWhiteSpace(LabelColumnName), LabelColumnName, "the name of a column")
            .Require(!string.IsNullOrWhiteSpace(FeatureColumnName), FeatureColumnName, "the name of a column")
            .Require(!string.IsNullOrWhiteSpace(ScoreColumnName), ScoreColumnName, "a name for the output column")
            .Require(Activation is not null, Activation, "an activation")
            .Require(Dropout is >= 0 and < 1, Dropout, "in [0, 1)")
            .Require(Optimizer is not null, Optimizer, "an optimiser")
            .Require(LearningRateSchedule is not null, LearningRateSchedule, "a schedule")
            .Require(BatchSize is null or >= 1, BatchSize, "at least 1, or null for all rows")
            .Require(MaxEpochs >= 1, MaxEpochs, "at least 1")
            .Require(ValidationSetFraction is null or (> 0 and < 1), ValidationSetFraction, "in (0, 1), or null for none")
            .Require(CheckpointInterval >= TimeSpan.Zero, CheckpointInterval, "at least 0")
            .Require(MemoryLimit is null or >= 1, MemoryLimit, "at least 1, or null for half of the memory")
            .Require(Device is not null, Device, "a device")
            .Require(NumberOfThreads is null or >= 1, NumberOfThreads, "at least 1, or null for all cores")
            .RequireThat(
                Augmentation.Select(augmentation => augmentation.GetType()).Distinct().Count() == Augmentation.Length,
                $"{GetType().Name}.Augmentation must hold each kind at most once.");
        for (int l = 0; l < HiddenLayers.Length; l++)
        {
            HiddenLayer layer = HiddenLayers[l];
            errors.Require(layer.Units >= 1, layer.Units, "at least 1", $"HiddenLayers[{l}].Units")
                .Require(layer.Dropout is null or (>= 0 and < 1), layer.Dropout, "in [0, 1)", $"HiddenLayers[{l}].Dropout");
        }

        if (Optimizer is not null) errors.Include(Optimizer.Check());
        if (LearningRateSchedule is not null) errors.Include(LearningRateSchedule.Check());
        foreach (Augmentation augmentation in Augmentation) errors.Include(augmentation.Check());
        return errors;
    }
}
