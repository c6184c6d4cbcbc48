using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>The rule that turns gradients into new weights.</summary>
public abstract record Optimizer
{
    /// <summary>The learning rate before any schedule; greater than 0, finite. Default: that of the optimizer in PyTorch, 0.01 for most.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>
    /// L2 penalty λ, added to the gradient of every trained value, biases and normalization too: g ← g + λ·w. At least 0,
    /// finite. Default: 0. <see cref="AdamW"/> shrinks the weights instead, and has another default.
    /// </summary>
    public float WeightDecay { get; init; }

    /// <summary>
    /// Whether weight decay also acts on biases and on the scales and shifts of normalizations, as in PyTorch. False needs weight decay.
    /// Default: true.
    /// </summary>
    public bool DecayBias { get; init; } = true;

    /// <summary>Names of the values kept beside each weight from step to step ("velocity"); empty when there are none.</summary>
    public abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>What the kept values are before the first step.</summary>
    internal virtual float InitialState => 0;

    /// <summary>Whether a step has a momentum, or a β₁ in its place, that a schedule can set.</summary>
    internal virtual bool HasMomentum => false;

    internal virtual OptionErrors Check() => new OptionErrors(GetType().Name)
        .Require(LearningRate is > 0 and < float.PositiveInfinity, LearningRate, "greater than 0 and finite")
        .Require(WeightDecay is >= 0 and < float.PositiveInfinity, WeightDecay, "at least 0 and finite")
        .RequireThat(DecayBias || WeightDecay != 0, $"{GetType().Name}.DecayBias has no effect without WeightDecay: leave it true or set WeightDecay.");
}
