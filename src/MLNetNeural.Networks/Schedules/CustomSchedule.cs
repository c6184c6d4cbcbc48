using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>A custom schedule, as <c>new CustomSchedule((epoch, rate) => rate / Math.Sqrt(1 + epoch))</c> (PyTorch's LambdaLR).</summary>
/// <param name="Function">
/// The rate, at least 0 and finite, from the zero-based epoch (or step) and the optimizer's learning rate; pure, so that a resumed run has the
/// same rates. A checkpoint cannot tell one function from another.
/// </param>
public sealed record CustomSchedule(Func<int, double, double> Function) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double At(int step, double initialRate) => Function(step, initialRate);

    internal override OptionErrors Check() => base.Check().Require(Function is not null, Function, "a function");
}
