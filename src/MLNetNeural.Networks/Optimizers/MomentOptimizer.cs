using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>Optimizers that keep moving averages of a weight's gradient and of its size.</summary>
public abstract record MomentOptimizer : Optimizer
{
    private protected MomentOptimizer()
    {
    }

    /// <summary>Share β₁ of the average gradient that a step keeps; [0, 1). Default: 0.9.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Share β₂ of the gradient's average size that a step keeps; [0, 1). Default: 0.999.</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Summand ε that keeps the step of a weight without gradient finite; greater than 0, finite. Default: 1e-8.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    internal override bool HasMomentum => true;

    internal override OptionErrors Check() => base.Check()
        .Require(Beta1 is >= 0 and < 1, Beta1, "in [0, 1)")
        .Require(Beta2 is >= 0 and < 1, Beta2, "in [0, 1)")
        .Require(Epsilon is > 0 and < float.PositiveInfinity, Epsilon, "greater than 0 and finite");
}
