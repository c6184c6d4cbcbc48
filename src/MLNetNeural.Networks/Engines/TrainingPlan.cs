using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines;

/// <summary>The data and options of a training session, fixed before the first step.</summary>
public sealed record TrainingPlan
{
    /// <summary>Features of training and validation rows.</summary>
    public required FeatureStore Features { get; init; }

    /// <summary>The targets; as many as there are feature rows.</summary>
    public required Targets Targets { get; init; }

    /// <summary>The loss that training minimizes.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The optimizer.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>Most rows of one batch.</summary>
    public required int MaxBatchSize { get; init; }

    /// <summary>Greatest L2 norm of the gradient of all parameters; a longer one is scaled down to it. Null: off.</summary>
    public float? ClipNorm { get; init; }

    /// <summary>Greatest size of each element of the gradient; larger ones are cut off. Null: off.</summary>
    public float? ClipValue { get; init; }

    /// <summary>Whether steps may use the gradient of several batches; see <see cref="StepContext.KeepsGradient"/>. Takes memory for one gradient. Default: false.</summary>
    public bool AccumulatesBatches { get; init; }

    /// <summary>Whether the gradient of a step may be looked at; see <see cref="StepContext.ShowsGradient"/>. Takes memory for one gradient. Default: false.</summary>
    public bool ShowsGradients { get; init; }

    /// <summary>Augmentations of the training rows, applied in this order.</summary>
    public ImmutableArray<Augmentation> Augmentations { get; init; } = [];

    /// <summary>The seed of all random numbers.</summary>
    public int Seed { get; init; }

    /// <summary>What every engine asks of a network that is trained by the plan.</summary>
    /// <exception cref="ArgumentException">The network cannot be trained by it.</exception>
    internal void CheckFor(MlpSpec spec)
    {
        if (MaxBatchSize == 1 && spec.Layers.Any(layer => layer.Normalization.Kind == NormalizationKind.Batch))
        {
            throw new ArgumentException("Batch normalization needs batches of at least 2 rows, got a batch size of 1: raise it, or normalize by layer.", "plan");
        }
    }

    /// <summary>What every engine asks of a step.</summary>
    /// <exception cref="ArgumentException">The step does not fit the plan.</exception>
    internal void CheckStep(StepContext step)
    {
        if (step.KeepsGradient && !AccumulatesBatches)
        {
            throw new ArgumentException("A step keeps its gradient for the next only in a session whose plan accumulates batches.", nameof(step));
        }
    }
}
