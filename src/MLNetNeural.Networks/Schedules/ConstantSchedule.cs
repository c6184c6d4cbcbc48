namespace MLNetNeural.Networks.Schedules;

/// <summary>The same rate in every epoch: lr(e) = lr₀.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(int epoch, double initialRate) => initialRate;
}
