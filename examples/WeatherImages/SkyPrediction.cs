namespace WeatherImages;

/// <summary>What the model says of an image.</summary>
internal sealed class SkyPrediction
{
    /// <summary>The most likely class.</summary>
    public string PredictedLabel { get; set; } = "";

    /// <summary>The probability of each class.</summary>
    public float[] Score { get; set; } = [];
}
