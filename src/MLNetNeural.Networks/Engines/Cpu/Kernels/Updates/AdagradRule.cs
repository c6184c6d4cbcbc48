using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The rule of <see cref="Adagrad"/>; a is the sum of squares.</summary>
/// <param name="Rate">lr / (1 + (t − 1)·η).</param>
/// <param name="Epsilon">ε.</param>
/// <param name="WeightDecay">λ.</param>
internal readonly record struct AdagradRule(float Rate, float Epsilon, float WeightDecay) : IUpdateRule
{
    /// <summary>The rule of each step, from its figures.</summary>
    public static Func<StepFigures, AdagradRule> Of(Adagrad adagrad)
    {
        double decay = AsWritten.Of(adagrad.LearningRateDecay);
        return step => new((float)(step.LearningRate / (1 + ((step.Number - 1) * decay))), adagrad.Epsilon, adagrad.WeightDecay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        g = TSimd.Fma(TSimd.Broadcast(WeightDecay), w, g);
        a = Averages.OfSquare<TSimd, TVector>(a, g, 1, 1);
        return TSimd.Fma(TSimd.Broadcast(-Rate), TSimd.Divide(g, TSimd.Add(TSimd.Sqrt(a), TSimd.Broadcast(Epsilon))), w);
    }
}
