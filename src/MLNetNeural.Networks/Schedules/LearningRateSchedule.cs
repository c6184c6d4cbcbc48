using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>The learning rate of each epoch, or of each step, as a pure function of its zero-based number.</summary>
/// <remarks>
/// Pure, not "the current rate times gamma": a run resumed from a checkpoint needs no scheduler state, and a report can
/// draw the curve before training. Only <see cref="ReduceOnPlateauSchedule"/> depends on what training has given.
/// </remarks>
public abstract record LearningRateSchedule
{
    /// <summary>Whether the schedule counts steps (batches, over the whole run) instead of epochs. Default: false, but true of one-cycle and cyclic schedules.</summary>
    public bool PerStep { get; init; }

    /// <summary>The rate of an epoch or step.</summary>
    /// <param name="step">Zero-based epoch; with <see cref="PerStep"/>, zero-based step of the run.</param>
    /// <param name="initialRate">The optimizer's learning rate.</param>
    /// <exception cref="InvalidOperationException">The schedule takes its length from the run, and is not in one.</exception>
    public abstract double At(int step, double initialRate);

    /// <summary>The momentum of an epoch or step (β₁ of Adam and its relatives); null to leave it to the optimizer.</summary>
    /// <param name="step">Zero-based epoch; with <see cref="PerStep"/>, zero-based step of the run.</param>
    /// <exception cref="InvalidOperationException">The schedule takes its length from the run, and is not in one.</exception>
    public virtual double? MomentumAt(int step) => null;

    /// <summary>Whether the schedule sets the momentum, so that the optimizer must have one.</summary>
    internal virtual bool CyclesMomentum => false;

    /// <summary>The part that follows a metric; null when there is none.</summary>
    internal virtual ReduceOnPlateauSchedule? Plateau => null;

    /// <summary>The schedule with lengths that were left open filled in for a run.</summary>
    /// <param name="length">Epochs of the run; with <see cref="PerStep"/>, steps.</param>
    internal virtual LearningRateSchedule Over(int length) => this;

    internal virtual OptionErrors Check() => new(GetType().Name);

    private protected int Given(int? length)
        => length ?? throw new InvalidOperationException($"{GetType().Name}.Length is null, which means the length of the training run: set it to ask for rates outside of one.");
}
