using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Schedules;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training rows; at least 1. Default: 20.</summary>
    public int MaxEpochs { get; init; } = 20;

    /// <summary>Rows of a step; at least 1, or null for all rows (full batch). Default: 64.</summary>
    public int? BatchSize { get; init; } = 64;

    /// <summary>
    /// Number of batches whose gradients make one step, that of the mean over all their rows, as one large batch would: for batches larger
    /// than memory. Normalization by batch still sees each batch alone. The last step of an epoch may have fewer. At least 1. Default: 1.
    /// </summary>
    public int AccumulateBatches { get; init; } = 1;

    /// <summary>Whether the rows of each epoch come in a new random order. Default: true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether a short last batch is left out. Default: false.</summary>
    public bool DropLastBatch { get; init; }

    /// <summary>The loss that training minimizes. Default: cross-entropy.</summary>
    public Loss Loss { get; init; } = new CrossEntropy();

    /// <summary>The distribution of the initial weights. Default: PyTorch's default.</summary>
    public WeightInitializer WeightInitializer { get; init; } = WeightInitializer.PyTorchDefault;

    /// <summary>The optimizer. Default: SGD with learning rate 0.01 and momentum 0.9.</summary>
    public Optimizer Optimizer { get; init; } = new Sgd();

    /// <summary>
    /// Greatest L2 norm of the gradient of all weights and biases together; a longer one is scaled down to it before the step.
    /// Greater than 0, finite; excludes <see cref="ClipValue"/>. Default: null (off).
    /// </summary>
    public float? ClipNorm { get; init; }

    /// <summary>
    /// Greatest size of each element of the gradient; larger ones are cut off before the step. Greater than 0, finite;
    /// excludes <see cref="ClipNorm"/>. Default: null (off).
    /// </summary>
    public float? ClipValue { get; init; }

    /// <summary>The learning rate of each epoch. Default: constant.</summary>
    public LearningRateSchedule LearningRateSchedule { get; init; } = new ConstantSchedule();

    /// <summary>Augmentations of the training rows, applied in this order; each kind at most once, <see cref="Mixup"/> last. Default: none.</summary>
    public ImmutableArray<Augmentation> Augmentations { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Decay d of an exponential moving average of the weights, a ← d·a + (1 − d)·w after every step (after the first it is w). The averaged
    /// weights are validated and become the trained network; training goes on with w. In (0, 1), such as 0.999; null for none. Default: null.
    /// </summary>
    public float? AveragingDecay { get; init; }

    /// <summary>When training ends early; null for never. Default: null.</summary>
    public EarlyStoppingCriteria? EarlyStoppingCriteria { get; init; }

    /// <summary>
    /// Time after which training ends with the batch that it is at; greater than 0. The trained network has the weights of the best epoch,
    /// or where none is, those after this batch; the unfinished epoch is not in the history, and a run that is resumed repeats it. Default: null (no limit).
    /// </summary>
    public TimeSpan? MaxTrainingTime { get; init; }

    /// <summary>Whether the trained network has the weights of the best epoch instead of the last. Needs validation rows, else it has no effect. Default: true.</summary>
    public bool RestoreBestWeights { get; init; } = true;

    /// <summary>Folder for checkpoints, made if it is missing; null for none. Default: null.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>
    /// Least time between two checkpoints of the last epoch; at least 0, which writes one after every epoch. An epoch that
    /// has none yet when training is cancelled is finished first, and then written. A run that is killed loses what it did
    /// since. Default: 10 seconds.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A checkpoint last_checkpoint_epoch_{n}, or a folder with one, to go on from; the network ends with the same bits as if training had
    /// never stopped. Rows and options must be the same but for those that only say when training ends and where files go; custom
    /// losses and schedules cannot be compared. Default: null (from the start).
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// Folder for the best weights so far, where there are 16 MiB of them or more and they are to be restored without a <see cref="CheckpointFolder"/>:
    /// in a file without a name, which vanishes with the run. Where it cannot be written, they stay in memory; those of a card stay on the card. Null for the system's. Default: null.
    /// </summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>The seed of all random numbers. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Called after every epoch; <see cref="EpochMetrics.Stop"/> ends training.</summary>
    public Action<EpochMetrics>? EpochCompleted { get; init; }

    /// <summary>Called after every batch; keep it short.</summary>
    public Action<BatchMetrics>? BatchCompleted { get; init; }

    /// <summary>Called after every epoch with what the network is made of.</summary>
    internal Action<EpochParameters>? ParametersCompleted { get; init; }

    /// <summary>What a session works on.</summary>
    internal TrainingPlan Plan(TrainingSet set, int batchSize) => new()
    {
        Features = set.Features,
        Targets = set.Targets,
        Loss = Loss,
        Optimizer = Optimizer,
        ClipNorm = ClipNorm,
        ClipValue = ClipValue,
        AccumulatesBatches = AccumulateBatches > 1,
        MaxBatchSize = batchSize,
        ShowsGradients = ParametersCompleted is not null,
        Augmentations = Augmentations,
        Seed = Seed,
    };

    /// <summary>What an engine cannot do of the options, which have no other faults.</summary>
    internal OptionErrors CheckFor(IEngine engine)
    {
        var errors = new OptionErrors(nameof(TrainingOptions));
        foreach (string fault in engine.FaultsOf(this)) errors.RequireThat(false, fault);
        return errors;
    }

    /// <summary>Faults of the options, of the rows, and of both together.</summary>
    internal OptionErrors Check(TrainingSet set)
    {
        OptionErrors errors = Check()
            .RequireThat(set.Features.Count == set.Targets.Count, $"There are {set.Features.Count} rows of features but {set.Targets.Count} targets.")
            .RequireThat(!set.TrainingRows.IsDefaultOrEmpty, "There are no rows to train on.")
            .Include(set.Check())
            .RequireThat(
                Loss is null || Loss.TargetsAreClasses == set.Targets.AreClasses,
                $"The loss {Loss?.GetType().Name} does not fit targets that are {(set.Targets.AreClasses ? "classes" : "values")}.");
        foreach (Augmentation? augmentation in Augmentations)
        {
            if (augmentation is not null) errors.Include(augmentation.CheckFeatures(set.Features));
        }

        if (EarlyStoppingCriteria is { } early) errors.Include(early.Metric.Check(nameof(EarlyStoppingCriteria), set));
        if (LearningRateSchedule?.Plateau is { } plateau) errors.Include(plateau.Metric.Check(nameof(ReduceOnPlateauSchedule), set));
        if (Loss is { } loss && loss.TargetsAreClasses == set.Targets.AreClasses) errors.Include(loss.CheckTargets(set.Targets));
        return errors;
    }

    internal OptionErrors Check()
    {
        OptionErrors errors = new OptionErrors(nameof(TrainingOptions))
            .Require(MaxEpochs >= 1, MaxEpochs, "at least 1")
            .Require(BatchSize is null or >= 1, BatchSize, "at least 1, or null for all rows")
            .Require(AccumulateBatches >= 1, AccumulateBatches, "at least 1")
            .Require(CheckpointInterval >= TimeSpan.Zero, CheckpointInterval, "at least 0")
            .Require(Loss is not null, Loss, "a loss")
            .Require(WeightInitializer is not null, WeightInitializer, "an initializer")
            .Require(Optimizer is not null, Optimizer, "an optimizer")
            .Require(ClipNorm is null or (> 0 and < float.PositiveInfinity), ClipNorm, "greater than 0 and finite, or null")
            .Require(ClipValue is null or (> 0 and < float.PositiveInfinity), ClipValue, "greater than 0 and finite, or null")
            .RequireThat(ClipNorm is null || ClipValue is null, "TrainingOptions.ClipNorm and ClipValue exclude each other: set one of them.")
            .Require(LearningRateSchedule is not null, LearningRateSchedule, "a schedule")
            .Require(AveragingDecay is null or (> 0 and < 1), AveragingDecay, "in (0, 1), or null for none")
            .Require(MaxTrainingTime is not { } time || time > TimeSpan.Zero, MaxTrainingTime, "greater than 0, or null for no limit")
            .Require(ResumeFrom is null || !string.IsNullOrWhiteSpace(ResumeFrom), ResumeFrom, "a checkpoint or a folder with one, or null")
            .RequireThat(
                Optimizer is null || Optimizer.HasMomentum || LearningRateSchedule?.CyclesMomentum != true,
                $"{LearningRateSchedule?.GetType().Name} sets the momentum, but {Optimizer?.GetType().Name} has none: give the optimizer momentum, or set CycleMomentum to false.")
            .Include(Augmentation.CheckList($"{nameof(TrainingOptions)}.{nameof(Augmentations)}", Augmentations, BatchSize));
        if (Loss is not null) errors.Include(Loss.Check());
        if (Optimizer is not null) errors.Include(Optimizer.Check());
        if (LearningRateSchedule is not null) errors.Include(LearningRateSchedule.Check());
        if (EarlyStoppingCriteria is not null) errors.Include(EarlyStoppingCriteria.Check());
        return errors.Include(Augmentation.CheckEach(Augmentations));
    }
}
