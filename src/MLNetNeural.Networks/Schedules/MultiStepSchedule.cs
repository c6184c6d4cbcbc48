using System.Collections.Immutable;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Decay at milestones: lr(e) = lr₀ · γ^(number of milestones ≤ e), e the zero-based epoch (PyTorch's MultiStepLR).</summary>
/// <remarks>Milestones 3 and 7 act from the fourth and the eighth epoch on. One that is given twice counts twice.</remarks>
public sealed record MultiStepSchedule : LearningRateSchedule
{
    /// <summary>Multiplies the rate by gamma at each milestone.</summary>
    /// <param name="milestones">See <see cref="Milestones"/>.</param>
    /// <param name="gamma">See <see cref="Gamma"/>.</param>
    public MultiStepSchedule(IEnumerable<int> milestones, double gamma = 0.1)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        Milestones = [.. milestones];
        Gamma = gamma;
    }

    /// <summary>Zero-based epochs from which on the rate is lower; each at least 0, in any order.</summary>
    public ImmutableArray<int> Milestones { get; init; }

    /// <summary>Factor γ of each change; greater than 0, finite. Default: 0.1.</summary>
    public double Gamma { get; init; }

    /// <inheritdoc/>
    public override double At(int step, double initialRate)
        => initialRate * Math.Pow(Gamma, Milestones.Count(milestone => milestone <= step));

    /// <summary>Two schedules are equal when they have the same milestones and gamma.</summary>
    public bool Equals(MultiStepSchedule? other)
        => other is not null && Gamma == other.Gamma && Milestones.SequenceEqual(other.Milestones);

    /// <inheritdoc/>
    public override int GetHashCode() => Milestones.Aggregate(HashCode.Combine(Gamma), HashCode.Combine);

    internal override OptionErrors Check() => base.Check()
        .RequireAll(Milestones, milestone => milestone >= 0, "all at least 0")
        .Require(Gamma is > 0 and < double.PositiveInfinity, Gamma, "greater than 0 and finite");
}
