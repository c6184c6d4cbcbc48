using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The rule of <see cref="Adamax"/>; a is m, b is u.</summary>
/// <param name="Rate">lr / (1 − β₁ᵗ).</param>
/// <param name="Beta1">β₁.</param>
/// <param name="Intake1">1 − β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="WeightDecay">λ.</param>
internal readonly record struct AdamaxRule(float Rate, float Beta1, float Intake1, float Beta2, float Epsilon, float WeightDecay) : IUpdateRule
{
    /// <summary>The rule of each step, from its figures.</summary>
    public static Func<StepFigures, AdamaxRule> Of(Adamax adamax)
    {
        double own = AsWritten.Of(adamax.Beta1);
        return step =>
        {
            double beta1 = step.Momentum ?? own;
            return new((float)(step.LearningRate / (1 - Math.Pow(beta1, step.Number))), (float)beta1, (float)(1 - beta1), adamax.Beta2, adamax.Epsilon, adamax.WeightDecay);
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        g = TSimd.Fma(TSimd.Broadcast(WeightDecay), w, g);
        a = Averages.Of<TSimd, TVector>(a, g, Beta1, Intake1);
        b = TSimd.Max(TSimd.Multiply(TSimd.Broadcast(Beta2), b), TSimd.Add(TSimd.Abs(g), TSimd.Broadcast(Epsilon)));
        return TSimd.Fma(TSimd.Broadcast(-Rate), TSimd.Divide(a, b), w);
    }
}
