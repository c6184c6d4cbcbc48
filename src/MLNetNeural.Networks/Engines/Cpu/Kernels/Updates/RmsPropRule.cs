using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Numerics;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The rule of <see cref="RmsProp"/>; a is the mean square, then come the momentum and the mean gradient, as far as there are any.</summary>
/// <param name="LearningRate">lr.</param>
/// <param name="Alpha">α.</param>
/// <param name="Intake">1 − α.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Momentum">μ; 0 without.</param>
/// <param name="Centered">Whether the mean gradient is there.</param>
/// <param name="WeightDecay">λ.</param>
internal readonly record struct RmsPropRule(float LearningRate, float Alpha, float Intake, float Epsilon, float Momentum, bool Centered, float WeightDecay) : IUpdateRule
{
    /// <summary>The rule of each step, from its figures.</summary>
    public static Func<StepFigures, RmsPropRule> Of(RmsProp rms)
    {
        float intake = (float)(1 - AsWritten.Of(rms.Alpha));
        return step => new(step.LearningRate, rms.Alpha, intake, rms.Epsilon, step.Momentum ?? rms.Momentum, rms.Centered, rms.WeightDecay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        g = TSimd.Fma(TSimd.Broadcast(WeightDecay), w, g);
        a = Averages.OfSquare<TSimd, TVector>(a, g, Alpha, Intake);
        TVector square = a;
        if (Centered)
        {
            TVector mean = Averages.Of<TSimd, TVector>(Momentum > 0 ? c : b, g, Alpha, Intake);
            if (Momentum > 0) c = mean;
            else b = mean;
            TVector root = TSimd.Flush(mean, TSimd.Broadcast(Averages.TinyRoot));
            square = TSimd.Max(TSimd.Fma(TSimd.Multiply(TSimd.Broadcast(-1), root), root, a), TSimd.Zero);
        }

        TVector direction = TSimd.Divide(g, TSimd.Add(TSimd.Sqrt(square), TSimd.Broadcast(Epsilon)));
        if (Momentum > 0) direction = b = Averages.Of<TSimd, TVector>(b, direction, Momentum, 1);
        return TSimd.Fma(TSimd.Broadcast(-LearningRate), direction, w);
    }
}
