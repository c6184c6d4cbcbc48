using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The rule of <see cref="Adadelta"/>; a is the mean square v of the gradient, b that of the steps.</summary>
/// <param name="LearningRate">lr.</param>
/// <param name="Rho">ρ.</param>
/// <param name="Intake">1 − ρ.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="WeightDecay">λ.</param>
internal readonly record struct AdadeltaRule(float LearningRate, float Rho, float Intake, float Epsilon, float WeightDecay) : IUpdateRule
{
    /// <summary>The rule of each step, from its figures.</summary>
    public static Func<StepFigures, AdadeltaRule> Of(Adadelta adadelta)
    {
        float intake = (float)(1 - AsWritten.Of(adadelta.Rho));
        return step => new(step.LearningRate, adadelta.Rho, intake, adadelta.Epsilon, adadelta.WeightDecay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector epsilon = TSimd.Broadcast(Epsilon);
        g = TSimd.Fma(TSimd.Broadcast(WeightDecay), w, g);
        a = Averages.OfSquare<TSimd, TVector>(a, g, Rho, Intake);
        TVector step = TSimd.Multiply(TSimd.Divide(TSimd.Sqrt(TSimd.Add(b, epsilon)), TSimd.Sqrt(TSimd.Add(a, epsilon))), g);
        b = Averages.OfSquare<TSimd, TVector>(b, step, Rho, Intake);
        return TSimd.Fma(TSimd.Broadcast(-LearningRate), step, w);
    }
}
