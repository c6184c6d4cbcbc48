using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Polynomial decay to 0: lr(e) = lr₀ · (1 − min(e, n)/n)ᵖ, where e is the zero-based epoch and n the length (PyTorch's PolynomialLR).</summary>
public sealed record PolynomialSchedule : LearningRateSchedule
{
    /// <summary>A straight line to 0 at the end of the run, unless other values are given.</summary>
    /// <param name="length">See <see cref="Length"/>.</param>
    /// <param name="power">See <see cref="Power"/>.</param>
    public PolynomialSchedule(int? length = null, double power = 1)
    {
        Length = length;
        Power = power;
    }

    /// <summary>Epochs (or steps) n until the rate is 0; at least 1, or null for the length of the run. Default: null.</summary>
    public int? Length { get; init; }

    /// <summary>Exponent p; greater than 0, finite. Default: 1, a straight line.</summary>
    public double Power { get; init; }

    /// <inheritdoc/>
    public override double At(int step, double initialRate)
    {
        int length = Given(Length);
        return initialRate * Math.Pow(1 - ((double)Math.Min(step, length) / length), Power);
    }

    internal override LearningRateSchedule Over(int length) => this with { Length = Length ?? length };

    internal override OptionErrors Check() => base.Check()
        .Require(Length is null or >= 1, Length, "at least 1, or null for the length of the run")
        .Require(Power is > 0 and < double.PositiveInfinity, Power, "greater than 0 and finite");
}
