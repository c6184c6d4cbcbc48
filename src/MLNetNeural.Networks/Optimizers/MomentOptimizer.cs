using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>Optimizers that keep moving averages of the gradient and of its square.</summary>
public abstract record MomentOptimizer : Optimizer
{
    private protected MomentOptimizer()
    {
    }

    /// <summary>Decay β₁ of the moving average of the gradient; [0, 1). Default: 0.9.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Decay β₂ of the moving average of the squared gradient; [0, 1). Default: 0.999.</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Term ε added to the denominator, which keeps the step finite where there is no gradient; greater than 0, finite. Default: 1e-8.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    internal override bool HasMomentum => true;

    internal override OptionErrors Check() => base.Check()
        .Require(Beta1 is >= 0 and < 1, Beta1, "in [0, 1)")
        .Require(Beta2 is >= 0 and < 1, Beta2, "in [0, 1)")
        .Require(Epsilon is > 0 and < float.PositiveInfinity, Epsilon, "greater than 0 and finite");
}
