using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The rule of <see cref="Sgd"/>; a is the velocity.</summary>
/// <param name="LearningRate">lr.</param>
/// <param name="HasVelocity">Whether there is momentum.</param>
/// <param name="Momentum">μ; 0 in the first step, where v ← g.</param>
/// <param name="Intake">Share of g that enters v: 1 in the first step, 1 − τ later.</param>
/// <param name="WeightDecay">λ.</param>
/// <param name="LookAhead">μ of Nesterov's step, also in the first; 0 without Nesterov.</param>
internal readonly record struct SgdRule(float LearningRate, bool HasVelocity, float Momentum, float Intake, float WeightDecay, float LookAhead) : IUpdateRule
{
    /// <summary>The rule of each step, from its figures.</summary>
    public static Func<StepFigures, SgdRule> Of(Sgd sgd) => step => new(
        step.LearningRate,
        sgd.Momentum > 0,
        step.Number == 1 ? 0 : step.Momentum ?? sgd.Momentum,
        step.Number == 1 ? 1 : 1 - sgd.Dampening,
        sgd.WeightDecay,
        sgd.Nesterov ? step.Momentum ?? sgd.Momentum : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector direction = g = TSimd.Fma(TSimd.Broadcast(WeightDecay), w, g);
        if (HasVelocity)
        {
            a = Averages.Of<TSimd, TVector>(a, g, Momentum, Intake);
            direction = LookAhead > 0 ? TSimd.Fma(TSimd.Broadcast(LookAhead), a, g) : a;
        }

        return TSimd.Fma(TSimd.Broadcast(-LearningRate), direction, w);
    }
}
