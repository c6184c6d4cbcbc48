namespace MLNetNeural.Networks.Losses;

/// <summary>Turns logits into class probabilities.</summary>
public static class Softmax
{
    /// <summary>pⱼ = e^{zⱼ − max z} / Σᵢ e^{zᵢ − max z}, in place.</summary>
    /// <param name="z">Logits; overwritten with probabilities that sum to 1. A NaN among them makes all NaN.</param>
    public static void InPlace(Span<float> z)
    {
        float max = float.NegativeInfinity;
        foreach (float value in z) max = value > max || float.IsNaN(value) ? value : max;

        double sum = 0;
        foreach (float value in z) sum += Math.Exp((double)value - max);
        for (int j = 0; j < z.Length; j++) z[j] = (float)(Math.Exp((double)z[j] - max) / sum);
    }
}
