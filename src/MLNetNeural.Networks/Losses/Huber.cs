using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>The mean over the outputs of d²/2 where |d| ≤ δ, else δ·(|d| − δ/2), d = output − target. Huber, 1964.</summary>
/// <param name="Delta">Where the parabola turns into the line; greater than 0, finite. Default: 1.</param>
public sealed record Huber(float Delta = 1) : RegressionLoss
{
    internal override OptionErrors Check() => base.Check().Require(Delta is > 0 and < float.PositiveInfinity, Delta, "greater than 0 and finite");

    private protected override double Of(double d, out double slope)
    {
        double size = Math.Abs(d);
        slope = size > Delta ? Delta * Math.Sign(d) : d;
        return size > Delta ? Delta * (size - (0.5 * Delta)) : 0.5 * d * d;
    }
}
