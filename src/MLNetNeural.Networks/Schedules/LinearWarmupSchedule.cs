using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>
/// A straight rise to lr₀, then any other schedule, which begins when the rise is over (PyTorch's LinearLR and SequentialLR):
/// lr(e) = lr₀ · (start + (1 − start) · e/n) for e &lt; n.
/// </summary>
public sealed record LinearWarmupSchedule : LearningRateSchedule
{
    /// <summary>A rise, then another schedule.</summary>
    /// <param name="length">See <see cref="Length"/>.</param>
    /// <param name="then">See <see cref="Then"/>; null for a constant rate.</param>
    /// <param name="startFactor">See <see cref="StartFactor"/>.</param>
    public LinearWarmupSchedule(int length, LearningRateSchedule? then = null, double startFactor = 1.0 / 3)
    {
        Length = length;
        Then = then ?? new ConstantSchedule();
        StartFactor = startFactor;
        PerStep = Then.PerStep;
    }

    /// <summary>Epochs (or steps) n of the rise; at least 1.</summary>
    public int Length { get; init; }

    /// <summary>
    /// What follows; it counts from the end of the rise, in steps if the warm-up does. A schedule that reduces on plateaus always
    /// looks at epochs, also during the rise.
    /// </summary>
    public LearningRateSchedule Then { get; init; }

    /// <summary>Share of lr₀ in the first epoch (or step); in (0, 1]. Default: 1/3.</summary>
    public double StartFactor { get; init; }

    internal override bool CyclesMomentum => Then.CyclesMomentum;

    internal override ReduceOnPlateauSchedule? Plateau => Then.Plateau;

    /// <inheritdoc/>
    public override double At(int step, double initialRate) => step < Length
        ? initialRate * (StartFactor + ((1 - StartFactor) * step / Length))
        : Then.At(step - Length, initialRate);

    /// <inheritdoc/>
    public override double? MomentumAt(int step) => Then.MomentumAt(Math.Max(0, step - Length));

    internal override LearningRateSchedule Over(int length) => this with { Then = Then.Over(Math.Max(1, length - Length)) };

    internal override OptionErrors Check()
    {
        OptionErrors errors = base.Check()
            .Require(Length >= 1, Length, "at least 1")
            .Require(StartFactor is > 0 and <= 1, StartFactor, "in (0, 1]")
            .Require(Then is not null, Then, "a schedule");
        return Then is null ? errors : errors
            .RequireThat(
                Then.PerStep == PerStep || Then is ReduceOnPlateauSchedule or ConstantSchedule { Length: null },
                $"LinearWarmupSchedule.PerStep is {PerStep}, but that of {Then.GetType().Name}, which follows, is {Then.PerStep}: let both count the same.")
            .Include(Then.Check());
    }
}
