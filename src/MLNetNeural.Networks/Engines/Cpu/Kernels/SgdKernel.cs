using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels;

/// <summary>One step of <see cref="Sgd"/> on a run of weights, in place.</summary>
internal static unsafe class SgdKernel
{
    /// <summary>The figures of one step; see <see cref="Sgd"/> for the rule.</summary>
    /// <param name="LearningRate">lr.</param>
    /// <param name="Momentum">μ; 0 in the first step, where v ← g.</param>
    /// <param name="Intake">Share of g that enters v: 1 in the first step, 1 − τ later.</param>
    /// <param name="WeightDecay">λ.</param>
    /// <param name="LookAhead">μ of Nesterov's step, also in the first; 0 without Nesterov.</param>
    public readonly record struct Figures(float LearningRate, float Momentum, float Intake, float WeightDecay, float LookAhead)
    {
        public static Figures Of(Sgd sgd, float learningRate, bool firstStep, float? momentum = null) => new(
            learningRate,
            firstStep ? 0 : momentum ?? sgd.Momentum,
            firstStep ? 1 : 1 - sgd.Dampening,
            sgd.WeightDecay,
            sgd.Nesterov ? momentum ?? sgd.Momentum : 0);
    }

    /// <summary>g ← g + λ·w; v ← μ·v + intake·g; w ← w − lr·v, or w − lr·(g + μ·v) with a look-ahead.</summary>
    /// <param name="w">Weights, length n. Overwritten.</param>
    /// <param name="g">Gradient, length n.</param>
    /// <param name="v">Velocity, length n. Overwritten; null without momentum, where w ← w − lr·g.</param>
    /// <param name="n">Number of weights.</param>
    /// <param name="figures">The figures of the step.</param>
    public static void Step(float* w, float* g, float* v, nint n, in Figures figures)
    {
        if (Simd.Has512) Step<Simd512, Vector512<float>>(w, g, v, n, figures);
        else if (Simd.Has256) Step<Simd256, Vector256<float>>(w, g, v, n, figures);
        else if (Simd.Has128) Step<Simd128, Vector128<float>>(w, g, v, n, figures);
        else StepScalar(w, g, v, n, figures);
    }

    /// <summary>The definition of <see cref="Step"/>.</summary>
    public static void StepScalar(float* w, float* g, float* v, nint n, in Figures figures)
    {
        for (nint i = 0; i < n; i++)
        {
            float gradient = MathF.FusedMultiplyAdd(figures.WeightDecay, w[i], g[i]);
            float direction = gradient;
            if (v != null)
            {
                v[i] = MathF.FusedMultiplyAdd(figures.Momentum, v[i], figures.Intake * gradient);
                direction = figures.LookAhead > 0 ? MathF.FusedMultiplyAdd(figures.LookAhead, v[i], gradient) : v[i];
            }

            w[i] = MathF.FusedMultiplyAdd(-figures.LearningRate, direction, w[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Step<TSimd, TVector>(float* w, float* g, float* v, nint n, in Figures figures)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector rate = TSimd.Broadcast(-figures.LearningRate), decay = TSimd.Broadcast(figures.WeightDecay);
        TVector momentum = TSimd.Broadcast(figures.Momentum), intake = TSimd.Broadcast(figures.Intake);
        TVector lookAhead = TSimd.Broadcast(figures.LookAhead);
        bool nesterov = figures.LookAhead > 0;
        nint i = 0;
        for (; i <= n - TSimd.Count; i += TSimd.Count)
        {
            TVector weight = TSimd.Load(w + i);
            TVector gradient = TSimd.Fma(decay, weight, TSimd.Load(g + i));
            TVector direction = gradient;
            if (v != null)
            {
                TVector velocity = TSimd.Fma(momentum, TSimd.Load(v + i), TSimd.Multiply(intake, gradient));
                TSimd.Store(velocity, v + i);
                direction = nesterov ? TSimd.Fma(lookAhead, velocity, gradient) : velocity;
            }

            TSimd.Store(TSimd.Fma(rate, direction, weight), w + i);
        }

        StepScalar(w + i, g + i, v == null ? null : v + i, n - i, figures);
    }
}
