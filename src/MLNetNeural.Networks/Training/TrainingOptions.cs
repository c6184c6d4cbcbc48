using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
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
    /// than memory. Normalisation by batch still sees each batch alone. The last step of an epoch may have fewer. At least 1. Default: 1.
    /// </summary>
    public int AccumulateBatches { get; init; } = 1;

    /// <summary>Whether the rows of each epoch come in a new random order. Default: true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether a short last batch is left out. Default: false.</summary>
    public bool DropLastBatch { get; init; }

    /// <summary>What is minimised. Default: cross-entropy.</summary>
    public Loss Loss { get; init; } = new CrossEntropy();

    /// <summary>What the weights of a new network are drawn from. Default: as PyTorch draws them by default.</summary>
    public WeightInitializer WeightInitializer { get; init; } = WeightInitializer.PyTorchDefault;

    /// <summary>How weights change. Default: SGD with learning rate 0.01 and momentum 0.9.</summary>
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

    /// <summary>Random changes of training rows; each kind at most once. Default: none.</summary>
    public ImmutableArray<Augmentation> Augmentations { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the trained network has the weights of the best epoch instead of the last. Needs validation rows, else it has no effect. Default: true.</summary>
    public bool RestoreBestWeights { get; init; } = true;

    /// <summary>Folder for checkpoints, made if it is missing; null for none. Default: null.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>
    /// Least time between two checkpoints of the last epoch; at least 0, which writes one after every epoch. An epoch that
    /// has none yet when training is cancelled is finished first, and then written. Default: 10 seconds.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where all random numbers come from. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Called after every epoch.</summary>
    public Action<EpochMetrics>? EpochCompleted { get; init; }

    /// <summary>Called after every batch; keep it short.</summary>
    public Action<BatchMetrics>? BatchCompleted { get; init; }

    internal OptionErrors Check()
    {
        OptionErrors errors = new OptionErrors(nameof(TrainingOptions))
            .Require(MaxEpochs >= 1, MaxEpochs, "at least 1")
            .Require(BatchSize is null or >= 1, BatchSize, "at least 1, or null for all rows")
            .Require(AccumulateBatches >= 1, AccumulateBatches, "at least 1")
            .Require(CheckpointInterval >= TimeSpan.Zero, CheckpointInterval, "at least 0")
            .Require(Loss is not null, Loss, "a loss")
            .Require(WeightInitializer is not null, WeightInitializer, "an initialiser")
            .Require(Optimizer is not null, Optimizer, "an optimiser")
            .Require(ClipNorm is null or (> 0 and < float.PositiveInfinity), ClipNorm, "greater than 0 and finite, or null")
            .Require(ClipValue is null or (> 0 and < float.PositiveInfinity), ClipValue, "greater than 0 and finite, or null")
            .RequireThat(ClipNorm is null || ClipValue is null, "TrainingOptions.ClipNorm and ClipValue exclude each other: set one of them.")
            .Require(LearningRateSchedule is not null, LearningRateSchedule, "a schedule")
            .RequireThat(
                Augmentations.Select(augmentation => augmentation.GetType()).Distinct().Count() == Augmentations.Length,
                "TrainingOptions.Augmentations must hold each kind at most once.");
        if (Loss is not null) errors.Include(Loss.Check());
        if (Optimizer is not null) errors.Include(Optimizer.Check());
        if (LearningRateSchedule is not null) errors.Include(LearningRateSchedule.Check());
        foreach (Augmentation augmentation in Augmentations) errors.Include(augmentation.Check());
        return errors;
    }
}
