using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>The mean over the outputs of d²/(2β) where |d| &lt; β, else |d| − β/2, d = output − target. Girshick, ICCV 2015.</summary>
/// <param name="Beta">Where the parabola turns into the line; greater than 0, finite. Default: 1.</param>
public sealed record SmoothL1(float Beta = 1) : RegressionLoss
{
    internal override OptionErrors Check() => base.Check().Require(Beta is > 0 and < float.PositiveInfinity, Beta, "greater than 0 and finite");

    private protected override double Of(double d, out double slope)
    {
        double size = Math.Abs(d);
        slope = size >= Beta ? Math.Sign(d) : d / Beta;
        return size >= Beta ? size - (0.5 * Beta) : 0.5 * d * d / Beta;
    }
}
