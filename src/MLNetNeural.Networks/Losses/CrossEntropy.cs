namespace MLNetNeural.Networks.Losses;

/// <summary>Softmax cross-entropy of logits z for class y: l = ln Σⱼ e^{zⱼ} − z_y, with natural logarithm.</summary>
/// <remarks>The logits are shifted by their maximum, so that no finite logits overflow.</remarks>
public sealed record CrossEntropy : Loss
{
    /// <inheritdoc/>
    public override bool TargetsAreClasses => true;

    /// <inheritdoc/>
    public override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        float max = float.NegativeInfinity;
        foreach (float z in outputs) max = z > max || float.IsNaN(z) ? z : max;

        double sum = 0;
        foreach (float z in outputs) sum += Math.Exp((double)z - max);

        if (!gradient.IsEmpty)
        {
            for (int j = 0; j < outputs.Length; j++)
            {
                double p = Math.Exp((double)outputs[j] - max) / sum;
                gradient[j] = (float)((j == target.Class ? p - 1 : p) * scale);
            }
        }

        return Math.Log(sum) - ((double)outputs[target.Class] - max);
    }
}
