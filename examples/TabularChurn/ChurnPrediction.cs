namespace TabularChurn;

/// <summary>What the model says of a customer.</summary>
internal sealed class ChurnPrediction
{
    /// <summary>Whether leaving is likelier than staying, both weighed the same.</summary>
    public bool PredictedLabel { get; set; }

    /// <summary>The probability of leaving, were leaving as frequent as staying.</summary>
    public float Probability { get; set; }
}
