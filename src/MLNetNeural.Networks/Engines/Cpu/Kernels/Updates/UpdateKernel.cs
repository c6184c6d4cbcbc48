using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>One step of an optimizer on a run of weights, in place, in one pass over memory.</summary>
internal static unsafe class UpdateKernel
{
    /// <summary>Steps.</summary>
    /// <param name="rule">The rule with the figures of the step.</param>
    /// <param name="w">Weights, length n. Overwritten.</param>
    /// <param name="g">Gradient, length n.</param>
    /// <param name="state">What the optimizer keeps, length n each. Overwritten.</param>
    /// <param name="n">Number of weights.</param>
    public static void Step<TRule>(in TRule rule, float* w, float* g, StateRun state, nint n)
        where TRule : struct, IUpdateRule
    {
        if (Simd.Has512) Step<TRule, Simd512, Vector512<float>>(rule, w, g, state, n);
        else if (Simd.Has256) Step<TRule, Simd256, Vector256<float>>(rule, w, g, state, n);
        else if (Simd.Has128) Step<TRule, Simd128, Vector128<float>>(rule, w, g, state, n);
        else StepScalar(rule, w, g, state, n);
    }

    /// <summary>The definition of <see cref="Step{TRule}"/>.</summary>
    public static void StepScalar<TRule>(in TRule rule, float* w, float* g, StateRun state, nint n)
        where TRule : struct, IUpdateRule
        => Step<TRule, Simd1, float>(rule, w, g, state, n);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Step<TRule, TSimd, TVector>(in TRule figures, float* w, float* g, StateRun state, nint n)
        where TRule : struct, IUpdateRule
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TRule rule = figures; // a copy that nothing else can change lets the JIT keep what it has read
        float* stateA = state.A, stateB = state.B, stateC = state.C;
        nint i = 0;
        for (; i <= n - TSimd.Count; i += TSimd.Count)
        {
            TVector a = stateA == null ? TSimd.Zero : TSimd.Load(stateA + i);
            TVector b = stateB == null ? TSimd.Zero : TSimd.Load(stateB + i);
            TVector c = stateC == null ? TSimd.Zero : TSimd.Load(stateC + i);
            TVector weight = rule.Step<TSimd, TVector>(TSimd.Load(w + i), TSimd.Load(g + i), ref a, ref b, ref c);
            TSimd.Store(weight, w + i);
            if (stateA != null) TSimd.Store(a, stateA + i);
            if (stateB != null) TSimd.Store(b, stateB + i);
            if (stateC != null) TSimd.Store(c, stateC + i);
        }

        if (i < n) StepScalar(rule, w + i, g + i, state.From(i), n - i);
    }
}
