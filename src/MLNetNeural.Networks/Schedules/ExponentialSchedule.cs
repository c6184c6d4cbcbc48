using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Exponential decay: lr(e) = lr₀ · γᵉ, where e is the zero-based epoch (PyTorch's ExponentialLR).</summary>
/// <param name="Gamma">Factor γ of each epoch (or step); greater than 0, finite.</param>
public sealed record ExponentialSchedule(double Gamma) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(int step, double initialRate) => initialRate * Math.Pow(Gamma, step);

    internal override OptionErrors Check() => base.Check()
        .Require(Gamma is > 0 and < double.PositiveInfinity, Gamma, "greater than 0 and finite");
}
