namespace MLNetNeural.Networks.Losses;

/// <summary>The mean over the outputs of |d|, d = output − target (L1); its derivative at 0 is 0.</summary>
public sealed record MeanAbsoluteError : RegressionLoss
{
    private protected override double Of(double d, out double slope)
    {
        slope = d > 0 ? 1 : d < 0 ? -1 : d; // 0 stays 0, and a NaN stays a NaN
        return Math.Abs(d);
    }
}
