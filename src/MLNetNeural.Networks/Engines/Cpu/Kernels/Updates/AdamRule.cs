using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The rule of <see cref="Adam"/> and <see cref="AdamW"/>; a is m, b is v, c the largest v so far.</summary>
/// <param name="Rate">lr / (1 − β₁ᵗ).</param>
/// <param name="Beta1">β₁.</param>
/// <param name="Intake1">1 − β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Intake2">1 − β₂.</param>
/// <param name="RootScale">1 / √(1 − β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
/// <param name="WeightDecay">λ that enters the gradient: 0 for AdamW.</param>
/// <param name="Shrink">Factor of the weights: 1 − lr·λ for AdamW, 1 for Adam.</param>
/// <param name="AmsGrad">Whether c is there.</param>
internal readonly record struct AdamRule(
    float Rate, float Beta1, float Intake1, float Beta2, float Intake2, float RootScale, float Epsilon, float WeightDecay, float Shrink, bool AmsGrad) : IUpdateRule
{
    /// <summary>The rule of each step, from its figures.</summary>
    public static Func<StepFigures, AdamRule> Of(Adam adam) => Of(adam, adam.AmsGrad, added: adam.WeightDecay, decoupled: 0);

    /// <inheritdoc cref="Of(Adam)"/>
    public static Func<StepFigures, AdamRule> Of(AdamW adam) => Of(adam, adam.AmsGrad, added: 0, decoupled: AsWritten.Of(adam.WeightDecay));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        g = TSimd.Fma(TSimd.Broadcast(WeightDecay), w, g);
        a = Averages.Of<TSimd, TVector>(a, g, Beta1, Intake1);
        b = Averages.OfSquare<TSimd, TVector>(b, g, Beta2, Intake2);
        if (AmsGrad) c = TSimd.Max(c, b);
        TVector divisor = TSimd.Fma(TSimd.Sqrt(AmsGrad ? c : b), TSimd.Broadcast(RootScale), TSimd.Broadcast(Epsilon));
        return TSimd.Fma(TSimd.Broadcast(-Rate), TSimd.Divide(a, divisor), TSimd.Multiply(TSimd.Broadcast(Shrink), w));
    }

    private static Func<StepFigures, AdamRule> Of(MomentOptimizer adam, bool amsGrad, float added, double decoupled)
    {
        double ownBeta1 = AsWritten.Of(adam.Beta1), beta2 = AsWritten.Of(adam.Beta2);
        return step =>
        {
            double beta1 = step.Momentum ?? ownBeta1;
            return new(
                (float)(step.LearningRate / (1 - Math.Pow(beta1, step.Number))),
                (float)beta1,
                (float)(1 - beta1),
                adam.Beta2,
                (float)(1 - beta2),
                (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step.Number))),
                adam.Epsilon,
                added,
                (float)(1 - (step.LearningRate * decoupled)),
                amsGrad);
        };
    }
}
