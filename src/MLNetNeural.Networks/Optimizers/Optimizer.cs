using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>The rule that turns gradients into new weights.</summary>
public abstract record Optimizer
{
    /// <summary>The learning rate before any schedule; greater than 0, finite. Default: 0.01.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>Names of the values kept beside each weight from step to step ("velocity"); empty when there are none.</summary>
    public abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>Whether a step has a momentum, or a β₁ in its place, that a schedule can set.</summary>
    internal virtual bool HasMomentum => false;

    internal virtual OptionErrors Check() => new OptionErrors(GetType().Name)
        .Require(LearningRate is > 0 and < float.PositiveInfinity, LearningRate, "greater than 0 and finite");
}
