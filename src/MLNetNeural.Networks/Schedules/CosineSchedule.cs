using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Schedules;

/// <summary>Half a cosine from lr₀ down to a minimum: lr(e) = min + (lr₀ − min) · (1 + cos(π·e/n))/2, e the zero-based epoch (PyTorch's CosineAnnealingLR).</summary>
/// <remarks>In a run of more than n epochs the rate rises again, as the cosine does. Loshchilov and Hutter, ICLR 2017.</remarks>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>Down to 0 at the end of the run, unless other values are given.</summary>
    /// <param name="length">See <see cref="Length"/>.</param>
    /// <param name="minimumRate">See <see cref="MinimumRate"/>.</param>
    public CosineSchedule(int? length = null, double minimumRate = 0)
    {
        Length = length;
        MinimumRate = minimumRate;
    }

    /// <summary>Epochs (or steps) n from lr₀ to the minimum, half a period; at least 1, or null for the length of the run. Default: null.</summary>
    public int? Length { get; init; }

    /// <summary>The lowest rate; at least 0, finite. Default: 0.</summary>
    public double MinimumRate { get; init; }

    /// <inheritdoc/>
    public override double At(int step, double initialRate) => Between(initialRate, MinimumRate, (double)step / Given(Length));

    /// <summary>A value on half a cosine: <paramref name="from"/> at 0, <paramref name="to"/> at 1.</summary>
    internal static double Between(double from, double to, double fraction) => to + ((from - to) * (1 + Math.Cos(Math.PI * fraction)) / 2);

    internal override LearningRateSchedule Over(int length) => this with { Length = Length ?? length };

    internal override OptionErrors Check() => base.Check()
        .Require(Length is null or >= 1, Length, "at least 1, or null for the length of the run")
        .Require(MinimumRate is >= 0 and < double.PositiveInfinity, MinimumRate, "at least 0 and finite");
}
