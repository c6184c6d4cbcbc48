using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>The rate goes up and down in triangles between the optimizer's rate and a maximum (PyTorch's CyclicLR). Smith, WACV 2017.</summary>
/// <remarks>lr(s) = lr₀ + (max − lr₀) · t(s) · h(s): t the triangle from 0 to 1 and back, h the height that <see cref="Mode"/> says.</remarks>
public sealed record CyclicSchedule : LearningRateSchedule
{
    /// <summary>Triangles with PyTorch's defaults.</summary>
    /// <param name="maximumRate">See <see cref="MaximumRate"/>.</param>
    /// <param name="stepsUp">See <see cref="StepsUp"/>.</param>
    public CyclicSchedule(double maximumRate, int stepsUp = 2000)
    {
        MaximumRate = maximumRate;
        StepsUp = stepsUp;
        PerStep = true;
    }

    /// <summary>The rate at the first peak; greater than 0, finite, and as a rule above the optimizer's.</summary>
    public double MaximumRate { get; init; }

    /// <summary>Steps (or epochs) of a rise; at least 1. Default: 2,000.</summary>
    public int StepsUp { get; init; }

    /// <summary>Steps (or epochs) of a fall; at least 1, or null for as many as of a rise. Default: null.</summary>
    public int? StepsDown { get; init; }

    /// <summary>How the triangles shrink. Default: they do not.</summary>
    public CyclicMode Mode { get; init; }

    /// <summary>Factor γ of each step in the mode <see cref="CyclicMode.ExponentialRange"/>, the only one that it has an effect in; in (0, 1]. Default: 1.</summary>
    public double Gamma { get; init; } = 1;

    /// <inheritdoc/>
    public override double At(int step, double initialRate)
    {
        int length = StepsUp + (StepsDown ?? StepsUp), cycle = step / length, position = step % length;
        double triangle = position <= StepsUp ? (double)position / StepsUp : (double)(length - position) / (length - StepsUp);
        double height = Mode switch
        {
            CyclicMode.Triangular2 => Math.Pow(2, -cycle),
            CyclicMode.ExponentialRange => Math.Pow(Gamma, step),
            _ => 1,
        };
        return initialRate + ((MaximumRate - initialRate) * triangle * height);
    }

    internal override OptionErrors Check() => base.Check()
        .Require(MaximumRate is > 0 and < double.PositiveInfinity, MaximumRate, "greater than 0 and finite")
        .Require(StepsUp is >= 1 and <= int.MaxValue / 2, StepsUp, "in [1, 2³⁰)")
        .Require(StepsDown is null or (>= 1 and <= int.MaxValue / 2), StepsDown, "in [1, 2³⁰), or null for as many as of a rise")
        .Require(Enum.IsDefined(Mode), Mode, "Triangular, Triangular2 or ExponentialRange")
        .Require(Gamma is > 0 and <= 1, Gamma, "in (0, 1]")
        .RequireThat(Gamma == 1 || Mode == CyclicMode.ExponentialRange, "CyclicSchedule.Gamma has an effect in the mode ExponentialRange only: leave it 1 or set Mode.");
}
