using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Validation;
using MLNetNeural.Persistence;

namespace MLNetNeural.Trainers;

/// <summary>The options of all multilayer-perceptron trainers: columns, network, training.</summary>
public abstract record MlpOptions
{
    /// <summary>Share of the rows that validates when an option needs validation rows, and nothing says which.</summary>
    private const double DefaultValidationFraction = 0.1;

    private static readonly TimeSpan DefaultCheckpointInterval = TimeSpan.FromSeconds(10);

    private protected MlpOptions(Loss loss) => Loss = loss;

    /// <summary>Column with the label. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>
    /// Column with the features: a vector of Single or Byte of known size, or a Single. A vector of Single that holds no images is kept
    /// sparse, as its rows give it, when at most a tenth of the values of the first 100 training rows are there: the others are never
    /// written out as zeros, neither in training nor in scoring. The model is the same either way. Default: "Features".
    /// </summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>
    /// Column that says how much each row counts in losses and metrics: Single, at least 0 and finite; null when all count the
    /// same. Default: null.
    /// </summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>Name of the output column with the scores. Default: "Score".</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>The hidden layers, from the features on; numbers or <see cref="HiddenLayer"/>s; empty for a linear model. Default: one of 100 units.</summary>
    public ImmutableArray<HiddenLayer> HiddenLayers { get; init; } = [100];

    /// <summary>Element-wise function of the hidden layers. Default: ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Probability of zeroing a hidden unit during training, [0, 1). Default: 0 (off).</summary>
    public float Dropout { get; init; }

    /// <summary>Probability of zeroing a feature during training, [0, 1). Default: 0 (off).</summary>
    public float InputDropout { get; init; }

    /// <summary>Normalization of the hidden layers' values, as <see cref="Normalization.Batch"/>. Default: none.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>The distribution of the initial weights. Default: PyTorch's default.</summary>
    public WeightInitializer WeightInitializer { get; init; } = WeightInitializer.PyTorchDefault;

    /// <summary>What to do with missing feature values (NaN); infinite ones are always an error. Default: an error that names the column and the row.</summary>
    public MissingValueHandling MissingValues { get; init; }

    /// <summary>The loss that training minimizes. Default: that of the task.</summary>
    public Loss Loss { get; init; }

    /// <summary>The optimizer, with its learning rate. Default: SGD with learning rate 0.01 and momentum 0.9.</summary>
    public Optimizer Optimizer { get; init; } = new Sgd();

    /// <summary>The learning rate of each epoch. Default: constant.</summary>
    public LearningRateSchedule LearningRateSchedule { get; init; } = new ConstantSchedule();

    /// <summary>
    /// Greatest L2 norm of the gradient of all weights and biases together; a longer one is scaled down to it. Greater than 0,
    /// finite; excludes <see cref="ClipValue"/>. Default: null (off).
    /// </summary>
    public float? ClipNorm { get; init; }

    /// <summary>
    /// Greatest size of each element of the gradient; larger ones are cut off. Greater than 0, finite; excludes
    /// <see cref="ClipNorm"/>. Default: null (off).
    /// </summary>
    public float? ClipValue { get; init; }

    /// <summary>Rows of a step; at least 1, or null for all rows (full batch). Default: 64.</summary>
    public int? BatchSize { get; init; } = 64;

    /// <summary>
    /// Number of batches whose gradients make one step, as one large batch would: for batches larger than memory. Normalization by batch
    /// still sees each batch alone. At least 1. Default: 1.
    /// </summary>
    public int AccumulateBatches { get; init; } = 1;

    /// <summary>Passes over the training rows; at least 1. Default: 20.</summary>
    public int MaxEpochs { get; init; } = 20;

    /// <summary>Whether the rows of each epoch come in a new random order. Default: true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether a short last batch is left out. Default: false.</summary>
    public bool DropLastBatch { get; init; }

    /// <summary>
    /// Rows to validate on after each epoch, with columns like those of the training data; null for none. They are read once.
    /// Excludes <see cref="ValidationSetFraction"/>. Default: null.
    /// </summary>
    public IDataView? ValidationSet { get; init; }

    /// <summary>
    /// Share of the rows that is kept for validation, in (0, 1), drawn by <see cref="Seed"/> and the same of each class (of all
    /// rows where the label is a value or a vector). Null for none, but for 0.1 when there is no <see cref="ValidationSet"/> either and
    /// <see cref="EarlyStoppingCriteria"/>, <see cref="LearningRateSchedule"/> or <see cref="RestoreBestWeights"/> asks for
    /// validation metrics. Default: null.
    /// </summary>
    public double? ValidationSetFraction { get; init; }

    /// <summary>
    /// Whether the model gets the weights of the best epoch instead of the last: best by validation accuracy for classes, by validation
    /// loss for values. True needs validation rows, see <see cref="ValidationSetFraction"/>; null is true if there are any. Default: null.
    /// </summary>
    public bool? RestoreBestWeights { get; init; }

    /// <summary>When training ends before <see cref="MaxEpochs"/>, because a metric no longer improves or is good enough; null for never. Default: null.</summary>
    public EarlyStoppingCriteria? EarlyStoppingCriteria { get; init; }

    /// <summary>
    /// Time after which training ends with the batch that it is at, counted without the reading of the data; greater than 0. The model gets
    /// the weights of the best epoch, or where there is none, those after this batch. Default: null (no limit).
    /// </summary>
    public TimeSpan? MaxTrainingTime { get; init; }

    /// <summary>
    /// Decay d of an exponential moving average of the weights, a ← d·a + (1 − d)·w after every step; the averaged weights are validated and
    /// become the model. In (0, 1), such as 0.999; null for none. Default: null.
    /// </summary>
    public float? AveragingDecay { get; init; }

    /// <summary>
    /// Augmentations of the training rows, drawn anew in every epoch and applied in this order; each kind at most once, <see cref="Mixup"/> last. Rows that validate
    /// and rows to be scored stay as they are. Default: none.
    /// </summary>
    public ImmutableArray<Augmentation> Augmentation { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Folder for the checkpoints best_checkpoint_epoch_{n} and last_checkpoint_epoch_{n}, made if it is missing; null to
    /// write nothing. Default: null.
    /// </summary>
    public string? WorkspacePath { get; init; }

    /// <summary>
    /// Least time between two checkpoints of the last epoch; at least 0, which writes one after every epoch. An epoch that
    /// has none yet when training is cancelled is finished first, and then written. Default: 10 seconds.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = DefaultCheckpointInterval;

    /// <summary>
    /// A checkpoint last_checkpoint_epoch_{n}, or a folder with one, to go on from: the model gets the same bits as if training had never
    /// stopped. Data and options must be those that the run began with, but for what only says when training ends and where files go; a run
    /// that began with a previous model goes on with the same. Custom losses and schedules cannot be compared. Default: null (from the start).
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// Bytes of features that are kept in memory, at least 1; those beyond go to a memory-mapped file in the temporary folder of the MLContext, which
    /// is gone when training ends. Null for half of the memory that the process may use. Sparse features always stay in memory. Default: null.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The seed of all random numbers; null for the seed of the MLContext, and if that has none, a random one, which is logged. Default: null.</summary>
    public int? Seed { get; init; }

    /// <summary>The device to train on. Default: the fastest there is.</summary>
    public Device Device { get; init; } = Device.Auto;

    /// <summary>
    /// Threads to train with, at least 1; null for all cores. The result is the same for every number, but on <see cref="Device.TorchCpu"/>.
    /// Of processors alone. Default: null.
    /// </summary>
    public int? NumberOfThreads { get; init; }

    /// <summary>Called once when the data are read and training begins. Default: null.</summary>
    public Action<TrainingStart>? StartCallback { get; init; }

    /// <summary>Called after every epoch with its metrics. Default: null.</summary>
    public Action<EpochMetrics>? MetricsCallback { get; init; }

    /// <summary>Called after every batch; keep it short. Default: null.</summary>
    public Action<BatchMetrics>? BatchCallback { get; init; }

    /// <summary>Called once when Fit is done with training, or about to throw: also where data cannot be read. Default: null.</summary>
    public Action<TrainingEnd>? EndCallback { get; init; }

    /// <summary>
    /// Stops training before the next batch: Fit throws <see cref="OperationCanceledException"/>, and the checkpoint of the
    /// last whole epoch stays. Default: none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Called after every epoch, before <see cref="MetricsCallback"/>, with weights and gradients. Takes memory for one gradient.</summary>
    internal Action<EpochParameters>? ParametersCallback { get; init; }

    /// <summary>Whether rows have a class, so that there is an accuracy.</summary>
    internal virtual bool HasAccuracy => false;

    /// <summary>Share of the rows that is drawn for validation; null for none.</summary>
    internal double? DrawnFraction => ValidationSetFraction ?? (ValidationSet is null && NeedsValidation ? DefaultValidationFraction : null);

    private bool NeedsValidation => RestoreBestWeights == true
        || EarlyStoppingCriteria is { Metric: TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy }
        || LearningRateSchedule.Plateau is { Metric: TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy };

    /// <summary>The network for rows of so many features and outputs.</summary>
    internal MlpSpec Spec(int inputs, int outputs) => MlpSpec.Of(inputs, HiddenLayers.Select(layer => layer.ToDense(Activation, Dropout, Normalization)), outputs, InputDropout);

    internal FeatureMemory Memory(IHostEnvironment environment) => new() { Limit = MemoryLimit, TemporaryFolder = MLNetInternals.TemporaryFolderOf(environment) };

    /// <summary>How the network's side trains: the one place where these options become those of the loop.</summary>
    internal TrainingOptions Training(int seed) => new()
    {
        Loss = Loss,
        ClipNorm = ClipNorm,
        ClipValue = ClipValue,
        MaxEpochs = MaxEpochs,
        BatchSize = BatchSize,
        AccumulateBatches = AccumulateBatches,
        Shuffle = Shuffle,
        DropLastBatch = DropLastBatch,
        Optimizer = Optimizer,
        LearningRateSchedule = LearningRateSchedule,
        WeightInitializer = WeightInitializer,
        Augmentations = Augmentation,
        AveragingDecay = AveragingDecay,
        EarlyStoppingCriteria = EarlyStoppingCriteria,
        MaxTrainingTime = MaxTrainingTime,
        RestoreBestWeights = RestoreBestWeights ?? true,
        CheckpointFolder = WorkspacePath,
        CheckpointInterval = CheckpointInterval,
        ResumeFrom = ResumeFrom,
        Seed = seed,
        EpochCompleted = MetricsCallback,
        BatchCompleted = BatchCallback,
        ParametersCompleted = ParametersCallback,
    };

    internal virtual OptionErrors Check()
    {
        OptionErrors errors = new OptionErrors(GetType().Name)
            .Require(!string.IsNullOrWhiteSpace(LabelColumnName), LabelColumnName, "the name of a column")
            .Require(!string.IsNullOrWhiteSpace(FeatureColumnName), FeatureColumnName, "the name of a column")
            .Require(ExampleWeightColumnName is null || !string.IsNullOrWhiteSpace(ExampleWeightColumnName), ExampleWeightColumnName, "the name of a column, or null for none")
            .Require(Enum.IsDefined(MissingValues), MissingValues, "one of Error, ReplaceByMean")
            .Require(Loss is not null, Loss, "a loss")
            .Require(Activation is not null, Activation, "an activation")
            .Require(Dropout is >= 0 and < 1, Dropout, "in [0, 1)")
            .Require(InputDropout is >= 0 and < 1, InputDropout, "in [0, 1)")
            .Require(Normalization is not null, Normalization, "a normalization")
            .Require(WeightInitializer is not null, WeightInitializer, "an initializer")
            .Require(AccumulateBatches >= 1, AccumulateBatches, "at least 1")
            .Require(AveragingDecay is null or (> 0 and < 1), AveragingDecay, "in (0, 1), or null for none")
            .Require(MaxTrainingTime is not { } time || time > TimeSpan.Zero, MaxTrainingTime, "greater than 0, or null for no limit")
            .Require(ResumeFrom is null || !string.IsNullOrWhiteSpace(ResumeFrom), ResumeFrom, "a checkpoint or a folder with one, or null")
            .Require(Optimizer is not null, Optimizer, "an optimizer")
            .Require(LearningRateSchedule is not null, LearningRateSchedule, "a schedule")
            .Require(ClipNorm is null or (> 0 and < float.PositiveInfinity), ClipNorm, "greater than 0 and finite, or null")
            .Require(ClipValue is null or (> 0 and < float.PositiveInfinity), ClipValue, "greater than 0 and finite, or null")
            .RequireThat(ClipNorm is null || ClipValue is null, $"{GetType().Name}.ClipNorm and ClipValue exclude each other: set one of them.")
            .Require(BatchSize is null or >= 1, BatchSize, "at least 1, or null for all rows")
            .Require(MaxEpochs >= 1, MaxEpochs, "at least 1")
            .Require(ValidationSetFraction is null or (> 0 and < 1), ValidationSetFraction, "in (0, 1), or null for none")
            .RequireThat(ValidationSet is null || ValidationSetFraction is null, $"{GetType().Name}.ValidationSet and ValidationSetFraction exclude each other: set one of them.")
            .RequireThat(!DropLastBatch || BatchSize is not null, $"{GetType().Name}.DropLastBatch has no effect when BatchSize is null: one batch holds all rows.")
            .RequireThat(Dropout == 0 || HiddenLayers.Any(layer => layer.Dropout is null), $"{GetType().Name}.Dropout has no effect: no hidden layer takes it.")
            .Require(CheckpointInterval >= TimeSpan.Zero, CheckpointInterval, "at least 0")
            .Require(MemoryLimit is null or >= 1, MemoryLimit, "at least 1, or null for half of the memory")
            .RequireThat(
                WorkspacePath is not null || CheckpointInterval == DefaultCheckpointInterval,
                $"{GetType().Name}.CheckpointInterval has no effect without WorkspacePath: set that, or leave the interval out.")
            .Require(Device is not null, Device, "a device")
            .Require(NumberOfThreads is null or >= 1, NumberOfThreads, "at least 1, or null for all cores")
            .Include(Networks.Features.Augmentation.CheckList($"{GetType().Name}.{nameof(Augmentation)}", Augmentation, BatchSize));
        for (int l = 0; l < HiddenLayers.Length; l++)
        {
            HiddenLayer layer = HiddenLayers[l];
            errors.Require(layer.Units >= 1, layer.Units, "at least 1", $"HiddenLayers[{l}].Units")
                .Require(layer.Dropout is null or (>= 0 and < 1), layer.Dropout, "in [0, 1)", $"HiddenLayers[{l}].Dropout");
            if (layer.Normalization is { } normalization) errors.Include(normalization.Check($"{GetType().Name}.HiddenLayers[{l}].Normalization"));
        }

        if (Normalization is not null) errors.Include(Normalization.Check($"{GetType().Name}.Normalization"));
        if (Loss is not null) errors.Include(Loss.Check());
        if (Optimizer is not null) errors.Include(Optimizer.Check());
        if (LearningRateSchedule is not null) errors.Include(LearningRateSchedule.Check());
        if (EarlyStoppingCriteria is not null) errors.Include(EarlyStoppingCriteria.Check());
        errors.Include(Networks.Features.Augmentation.CheckEach(Augmentation));
        return errors.Include(CheckTogether());
    }

    /// <summary>Faults of options that do not fit each other, and of those that have no effect beside the others.</summary>
    private OptionErrors CheckTogether()
    {
        string name = GetType().Name;
        bool hasLayers = !HiddenLayers.IsEmpty;
        bool normalizesByBatch = HiddenLayers.Any(layer => (layer.Normalization ?? Normalization)?.Kind == NormalizationKind.Batch);
        OptionErrors errors = new OptionErrors(name)
            .RequireThat(
                Normalization is null or { Kind: NormalizationKind.None } || HiddenLayers.Any(layer => layer.Normalization is null),
                $"{name}.Normalization has no effect: no hidden layer takes it.")
            .RequireThat(
                BatchSize != 1 || !normalizesByBatch,
                $"{name}.BatchSize is 1, but normalization by batch needs batches of at least 2 rows: raise it, or normalize by layer.")
            .RequireThat(
                hasLayers || Activation is null || Activation == Activation.Relu,
                $"{name}.Activation has no effect: there are no hidden layers.")
            .RequireThat(
                NumberOfThreads is null || Device?.Kind != DeviceKind.Cuda,
                $"{name}.NumberOfThreads has no effect on {name}.Device {Device}: leave it out, or train on Device.Cpu.")
            .RequireThat(AccumulateBatches == 1 || BatchSize is not null, $"{name}.AccumulateBatches has no effect when BatchSize is null: one batch holds all rows.")
            .RequireThat(
                Optimizer is null || Optimizer.HasMomentum || LearningRateSchedule?.CyclesMomentum != true,
                $"{LearningRateSchedule?.GetType().Name} sets the momentum, but {Optimizer?.GetType().Name} has none: give the optimizer momentum, or set CycleMomentum to false.")
            .RequireThat(
                EarlyStoppingCriteria is null || EarlyStoppingCriteria.StartFromEpoch < MaxEpochs,
                $"{name}.EarlyStoppingCriteria has no effect: its StartFromEpoch is {EarlyStoppingCriteria?.StartFromEpoch}, and there are {MaxEpochs} epochs.");
        if (!HasAccuracy)
        {
            errors.RequireThat(EarlyStoppingCriteria is null || !EarlyStoppingCriteria.Metric.IsHigherBetter(), WithoutAccuracy(nameof(EarlyStoppingCriteria), EarlyStoppingCriteria?.Metric))
                .RequireThat(
                    LearningRateSchedule?.Plateau is not { } plateau || !plateau.Metric.IsHigherBetter(),
                    WithoutAccuracy(nameof(LearningRateSchedule), LearningRateSchedule?.Plateau?.Metric));
        }

        return errors;
    }

    private string WithoutAccuracy(string option, TrainingMetric? metric)
        => $"{GetType().Name}.{option} looks at {metric}, but only classes have an accuracy: let it look at a loss.";

    /// <summary>Faults of the names of output columns: each must be one, and they must differ.</summary>
    private protected OptionErrors OutputNames(params ReadOnlySpan<(string Option, string Name)> names)
    {
        var errors = new OptionErrors(GetType().Name);
        for (int i = 0; i < names.Length; i++)
        {
            (string option, string name) = names[i];
            errors.Require(!string.IsNullOrWhiteSpace(name), name, "a name for the output column", option);
            for (int j = 0; j < i; j++)
            {
                errors.RequireThat(name != names[j].Name, $"{GetType().Name}.{option} and {names[j].Option} must differ, both are '{name}'.");
            }
        }

        return errors;
    }
}
