using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>The learning rate of each epoch, as a pure function of the zero-based epoch.</summary>
/// <remarks>
/// Pure, not "the current rate times gamma": a run resumed from a checkpoint needs no scheduler state, and a report can
/// draw the curve before training.
/// </remarks>
public abstract record LearningRateSchedule
{
    /// <summary>The rate of an epoch.</summary>
    /// <param name="epoch">Zero-based epoch.</param>
    /// <param name="initialRate">The optimiser's learning rate.</param>
    public abstract double At(int epoch, double initialRate);

    internal virtual OptionErrors Check() => new(GetType().Name);
}
