using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>The same rate all the time: lr(e) = factor · lr₀; with a length, only for the first epochs, and lr₀ later (PyTorch's ConstantLR).</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <summary>The optimizer's rate, unless a factor is given.</summary>
    /// <param name="factor">See <see cref="Factor"/>.</param>
    /// <param name="length">See <see cref="Length"/>.</param>
    public ConstantSchedule(double factor = 1, int? length = null)
    {
        Factor = factor;
        Length = length;
    }

    /// <summary>Factor of the optimizer's rate; greater than 0, finite. Default: 1.</summary>
    public double Factor { get; init; }

    /// <summary>Epochs (or steps) for which the factor holds; at least 1, or null for all. Default: null.</summary>
    public int? Length { get; init; }

    /// <inheritdoc/>
    public override double At(int step, double initialRate) => step < (Length ?? int.MaxValue) ? initialRate * Factor : initialRate;

    internal override OptionErrors Check() => base.Check()
        .Require(Factor is > 0 and < double.PositiveInfinity, Factor, "greater than 0 and finite")
        .Require(Length is null or >= 1, Length, "at least 1, or null for all");
}
