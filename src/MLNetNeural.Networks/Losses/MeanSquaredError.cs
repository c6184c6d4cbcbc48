namespace MLNetNeural.Networks.Losses;

/// <summary>The mean over the outputs of d², d = output − target.</summary>
public sealed record MeanSquaredError : RegressionLoss
{
    private protected override double Of(double d, out double slope)
    {
        slope = 2 * d;
        return d * d;
    }
}
