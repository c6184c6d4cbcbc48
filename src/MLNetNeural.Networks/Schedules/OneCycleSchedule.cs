using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>
/// One rise to the optimizer's learning rate and one fall far below the start, while the momentum goes the other way
/// (PyTorch's OneCycleLR). Smith and Topin, "Super-convergence", 2018.
/// </summary>
/// <remarks>
/// The rate starts at lr₀/<see cref="StartDivisor"/>, reaches lr₀ after <see cref="RiseFraction"/> of the run, and ends at
/// start/<see cref="EndDivisor"/>; here lr₀ is the highest rate, PyTorch's max_lr. After the last step rate and momentum stay.
/// </remarks>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <summary>One cycle over the steps of the run, with PyTorch's defaults.</summary>
    public OneCycleSchedule() => PerStep = true;

    /// <summary>Steps (or epochs) of the cycle; at least 2, or null for the length of the run. Default: null.</summary>
    public int? Length { get; init; }

    /// <summary>Share of the cycle in which the rate rises; in (0, 1), at most 0.5 with three phases. Default: 0.3.</summary>
    public double RiseFraction { get; init; } = 0.3;

    /// <summary>How many times lower than the highest rate the first is; at least 1, finite. Default: 25.</summary>
    public double StartDivisor { get; init; } = 25;

    /// <summary>How many times lower than the first rate the last is; at least 1, finite. Default: 10,000.</summary>
    public double EndDivisor { get; init; } = 1e4;

    /// <summary>How rate and momentum move. Default: cosine.</summary>
    public AnnealingShape Shape { get; init; }

    /// <summary>Whether the rate falls as long as it rose, back to the first rate, and only then to the last. Default: false.</summary>
    public bool ThreePhases { get; init; }

    /// <summary>Whether the momentum falls while the rate rises, and the other way round; needs an optimizer with momentum. Default: true.</summary>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>Momentum at the highest rate; in [0, 1). Default: 0.85.</summary>
    public double MinimumMomentum { get; init; } = 0.85;

    /// <summary>Momentum at the first and the last rate; in [0, 1), at least the minimum. Default: 0.95.</summary>
    public double MaximumMomentum { get; init; } = 0.95;

    internal override bool CyclesMomentum => CycleMomentum;

    /// <inheritdoc/>
    public override double At(int step, double initialRate)
    {
        double start = initialRate / StartDivisor, end = start / EndDivisor;
        return Value(step, start, initialRate, ThreePhases ? start : end, end);
    }

    /// <inheritdoc/>
    public override double? MomentumAt(int step)
        => CycleMomentum ? Value(step, MaximumMomentum, MinimumMomentum, MaximumMomentum, MaximumMomentum) : null;

    internal override LearningRateSchedule Over(int length) => this with { Length = Length ?? Math.Max(2, length) };

    internal override OptionErrors Check() => base.Check()
        .Require(Length is null or >= 2, Length, "at least 2, or null for the length of the run")
        .Require(RiseFraction is > 0 and < 1, RiseFraction, "in (0, 1)")
        .RequireThat(!ThreePhases || RiseFraction <= 0.5, "OneCycleSchedule.RiseFraction must be at most 0.5 with ThreePhases: the fall takes as long as the rise.")
        .Require(StartDivisor is >= 1 and < double.PositiveInfinity, StartDivisor, "at least 1 and finite")
        .Require(EndDivisor is >= 1 and < double.PositiveInfinity, EndDivisor, "at least 1 and finite")
        .Require(Enum.IsDefined(Shape), Shape, "Cosine or Linear")
        .Require(MinimumMomentum is >= 0 and < 1, MinimumMomentum, "in [0, 1)")
        .Require(MaximumMomentum is >= 0 and < 1, MaximumMomentum, "in [0, 1)")
        .RequireThat(!(MinimumMomentum > MaximumMomentum), "OneCycleSchedule.MinimumMomentum must be at most MaximumMomentum.");

    /// <summary>first → peak, peak → third, third → last; without three phases, peak → third to the end.</summary>
    private double Value(int step, double first, double peak, double third, double last)
    {
        int length = Given(Length);
        double end = length - 1, top = (RiseFraction * length) - 1, back = ThreePhases ? (2 * RiseFraction * length) - 2 : end;
        if (step <= top) return Between(first, peak, step, 0, top);
        if (step <= back) return Between(peak, third, step, top, back);
        return Between(third, last, Math.Min(step, end), back, end);
    }

    private double Between(double from, double to, double step, double start, double end)
    {
        double fraction = end > start ? (step - start) / (end - start) : 1;
        return Shape == AnnealingShape.Linear ? from + ((to - from) * fraction) : CosineSchedule.Between(from, to, fraction);
    }
}
