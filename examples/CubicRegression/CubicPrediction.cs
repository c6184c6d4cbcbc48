namespace CubicRegression;

/// <summary>A point with what the model says of it.</summary>
internal sealed class CubicPrediction
{
    public float X { get; set; }

    public float Y { get; set; }

    public float NoisyY { get; set; }

    /// <summary>The model's y.</summary>
    public float Score { get; set; }
}
