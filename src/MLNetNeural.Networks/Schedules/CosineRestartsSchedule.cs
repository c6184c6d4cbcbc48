using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>
/// Half cosines from lr₀ down to a minimum, one after the other, each longer than the last by a factor (PyTorch's
/// CosineAnnealingWarmRestarts; "SGDR", Loshchilov and Hutter, ICLR 2017).
/// </summary>
public sealed record CosineRestartsSchedule : LearningRateSchedule
{
    /// <summary>Restarts after this number of epochs.</summary>
    /// <param name="firstLength">See <see cref="FirstLength"/>.</param>
    /// <param name="lengthFactor">See <see cref="LengthFactor"/>.</param>
    /// <param name="minimumRate">See <see cref="MinimumRate"/>.</param>
    public CosineRestartsSchedule(int firstLength, int lengthFactor = 1, double minimumRate = 0)
    {
        FirstLength = firstLength;
        LengthFactor = lengthFactor;
        MinimumRate = minimumRate;
    }

    /// <summary>Epochs (or steps) before the first restart; at least 1.</summary>
    public int FirstLength { get; init; }

    /// <summary>How many times longer each half cosine is than the one before; at least 1. Default: 1.</summary>
    public int LengthFactor { get; init; }

    /// <summary>The lowest rate; at least 0, finite. Default: 0.</summary>
    public double MinimumRate { get; init; }

    /// <inheritdoc/>
    public override double At(int step, double initialRate)
    {
        long length = FirstLength, position = step;
        if (LengthFactor == 1) position %= length;
        for (; position >= length; length *= LengthFactor) position -= length;
        return CosineSchedule.Between(initialRate, MinimumRate, (double)position / length);
    }

    internal override OptionErrors Check() => base.Check()
        .Require(FirstLength >= 1, FirstLength, "at least 1")
        .Require(LengthFactor >= 1, LengthFactor, "at least 1")
        .Require(MinimumRate is >= 0 and < double.PositiveInfinity, MinimumRate, "at least 0 and finite");
}
