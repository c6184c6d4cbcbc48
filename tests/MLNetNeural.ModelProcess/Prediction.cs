namespace MLNetNeural.ModelProcess;

/// <summary>What a model says of a point.</summary>
public sealed class Prediction
{
    public float[] Score { get; set; } = [];
}
