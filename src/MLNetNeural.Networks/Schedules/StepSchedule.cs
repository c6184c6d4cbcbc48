using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Step decay: lr(e) = lr₀ · γ^⌊e / stepSize⌋, where e is the zero-based epoch (PyTorch's StepLR).</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>Multiplies the rate by gamma every few epochs.</summary>
    /// <param name="stepSize">See <see cref="StepSize"/>.</param>
    /// <param name="gamma">See <see cref="Gamma"/>.</param>
    public StepSchedule(int stepSize, double gamma = 0.1)
    {
        StepSize = stepSize;
        Gamma = gamma;
    }

    /// <summary>Epochs between two changes; at least 1.</summary>
    public int StepSize { get; init; }

    /// <summary>Factor γ of each change; greater than 0, finite. Default: 0.1.</summary>
    public double Gamma { get; init; }

    /// <inheritdoc/>
    public override double At(int step, double initialRate) => initialRate * Math.Pow(Gamma, step / StepSize);

    internal override OptionErrors Check() => base.Check()
        .Require(StepSize >= 1, StepSize, "at least 1")
        .Require(Gamma is > 0 and < double.PositiveInfinity, Gamma, "greater than 0 and finite");
}
