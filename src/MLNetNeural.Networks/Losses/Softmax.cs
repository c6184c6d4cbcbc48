using System.Runtime.CompilerServices;

namespace MLNetNeural.Networks.Losses;

/// <summary>Turns logits into class probabilities.</summary>
public static class Softmax
{
    /// <summary>Terms that are kept on the stack; those of more classes are made twice.</summary>
    internal const int KeptTerms = 128;

    /// <summary>pⱼ = e^{zⱼ − max z} / Σᵢ e^{zᵢ − max z}, in place.</summary>
    /// <param name="z">Logits; overwritten with probabilities that sum to 1. A NaN among them makes all NaN.</param>
    [SkipLocalsInit]
    public static void InPlace(Span<float> z)
    {
        Span<double> kept = stackalloc double[KeptTerms];
        (float max, double sum) = Terms(z, kept);
        for (int j = 0; j < z.Length; j++) z[j] = (float)(Term(z, max, kept, j) / sum);
    }

    /// <summary>The terms e^{zⱼ − max z} of a softmax: they are needed for their sum and again for each class, and most of the time goes into them.</summary>
    /// <param name="z">Logits.</param>
    /// <param name="kept">Receives the first <see cref="KeptTerms"/> terms.</param>
    /// <returns>The largest logit, not a number when one of them is none; and the sum of all terms.</returns>
    internal static (float Max, double Sum) Terms(ReadOnlySpan<float> z, Span<double> kept)
    {
        float max = float.NegativeInfinity;
        foreach (float value in z) max = value > max || float.IsNaN(value) ? value : max;

        double sum = 0;
        for (int j = 0; j < z.Length; j++)
        {
            double term = Math.Exp((double)z[j] - max);
            if (j < kept.Length) kept[j] = term;
            sum += term;
        }

        return (max, sum);
    }

    /// <summary>One of the terms: kept, or made again.</summary>
    internal static double Term(ReadOnlySpan<float> z, float max, ReadOnlySpan<double> kept, int j) => j < kept.Length ? kept[j] : Math.Exp((double)z[j] - max);
}
