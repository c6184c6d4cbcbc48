using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels.Updates;

[TestClass]
public unsafe class UpdateKernelTests
{
    private const int Longest = 70;

    [TestMethod]
    [DynamicData(nameof(UpdateRules.Names), typeof(UpdateRules))]
    public void Every_vector_width_gives_the_bits_of_the_scalar_definition_at_every_length(string name)
        => UpdateRules.Named(name).Accept(new WidthCheck(name));

    [TestMethod]
    [DynamicData(nameof(UpdateRules.Names), typeof(UpdateRules))]
    public void A_hundred_steps_are_those_of_the_formula_in_double(string name)
    {
        const double Float32 = 2e-5; // a hundred roundings of weights below 2
        Optimizer optimizer = UpdateRules.Named(name).Optimizer;
        WeightUpdate update = WeightUpdate.Of(optimizer);
        float w = 0.7f, a = optimizer.InitialState, b = a, c = a;
        var formula = new OptimizerFormula(optimizer, w);
        float[] gradients = RandomValues.Singles(100, seed: 5);
        for (int step = 1; step <= gradients.Length; step++)
        {
            float g = gradients[step - 1];
            update.Begin(new StepFigures(optimizer.LearningRate, step));
            update.Step(&w, &g, new StateRun(&a, optimizer.StateNames.Count > 1 ? &b : null, optimizer.StateNames.Count > 2 ? &c : null), 1);
            Assert.AreEqual(formula.Step(g), w, Float32, $"step {step}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(UpdateRules.Names), typeof(UpdateRules))]
    public void A_weight_that_has_lost_its_gradient_ends_without_denormal_numbers(string name)
    {
        // The averages of a unit that has died shrink step by step, past the smallest normal number.
        Optimizer optimizer = UpdateRules.Named(name).Optimizer with { WeightDecay = 0 };
        WeightUpdate update = WeightUpdate.Of(optimizer);
        float w = 0.5f, g = 1e-3f;
        float* state = stackalloc float[3];
        for (int step = 1; step <= 120_000; step++)
        {
            update.Begin(new StepFigures(1e-3f, step));
            update.Step(&w, &g, new StateRun(&state[0], &state[1], &state[2]), 1);
            for (int s = 0; s < 3; s++) Assert.IsFalse(float.IsSubnormal(state[s]), $"state {s} after step {step}: {state[s]}");
            g = step < 20 ? g : 0;
        }

        Assert.IsTrue(float.IsFinite(w));
    }

    [TestMethod]
    [DynamicData(nameof(UpdateRules.Names), typeof(UpdateRules))]
    public void A_gradient_that_is_not_a_number_stays_visible(string name)
    {
        WeightUpdate update = WeightUpdate.Of(UpdateRules.Named(name).Optimizer);
        float w = 0.5f, g = float.NaN, a = 0, b = 0, c = 0;
        update.Begin(new StepFigures(0.1f, 1));

        update.Step(&w, &g, new StateRun(&a, &b, &c), 1);

        Assert.IsTrue(float.IsNaN(w));
    }

    [TestMethod]
    [DynamicData(nameof(UpdateRules.Names), typeof(UpdateRules))]
    public void Weights_without_gradient_are_left_alone_by_the_rules_that_say_so(string name)
    {
        Optimizer optimizer = UpdateRules.Named(name).Optimizer;
        WeightUpdate update = WeightUpdate.Of(optimizer);
        float w = 0.5f, a = optimizer.InitialState, b = a, c = a;
        var state = new StateRun(optimizer.StateNames.Count > 0 ? &a : null, optimizer.StateNames.Count > 1 ? &b : null, optimizer.StateNames.Count > 2 ? &c : null);
        float g = 0.3f;
        update.Begin(new StepFigures(0.1f, 1));
        update.Step(&w, &g, state, 1);
        (float, float, float, float) before = (w, a, b, c);
        g = 0;
        update.Begin(new StepFigures(0.1f, 2));

        update.Step(&w, &g, state, 1);

        Assert.AreEqual(update.LeavesWeightsWithoutGradient, before == (w, a, b, c));
    }

    private sealed class WidthCheck(string name) : UpdateRules.IVisitor
    {
        public void Visit<TRule>(Func<StepFigures, TRule> rules, int states)
            where TRule : struct, IUpdateRule
        {
            foreach (int step in new[] { 1, 2, 50 })
            {
                TRule rule = rules(new StepFigures(0.01f, step));
                for (int n = 0; n <= Longest; n++)
                {
                    float[][] expected = Run(n, states, (w, g, state) => UpdateKernel.StepScalar(rule, w, g, state, n));
                    Compare(Run(n, states, (w, g, state) => UpdateKernel.Step(rule, w, g, state, n)), "default");
                    Compare(Run(n, states, (w, g, state) => UpdateKernel.Step<TRule, Simd512, Vector512<float>>(rule, w, g, state, n)), "512 bits");
                    Compare(Run(n, states, (w, g, state) => UpdateKernel.Step<TRule, Simd256, Vector256<float>>(rule, w, g, state, n)), "256 bits");
                    Compare(Run(n, states, (w, g, state) => UpdateKernel.Step<TRule, Simd128, Vector128<float>>(rule, w, g, state, n)), "128 bits");

                    void Compare(float[][] actual, string width)
                    {
                        for (int i = 0; i < 4; i++) CollectionAssert.AreEqual(expected[i].Bits(), actual[i].Bits(), $"{name}, {width}, step {step}, {n} weights, array {i}");
                    }
                }
            }
        }

        private static float[][] Run(int n, int states, Step step)
        {
            using var w = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 1), misalignment: n % 3);
            using var g = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 2));
            using var a = new GuardedBuffer<float>([.. RandomValues.Singles(n, seed: 3).Select(Math.Abs)], misalignment: n % 5);
            using var b = new GuardedBuffer<float>([.. RandomValues.Singles(n, seed: 4).Select(Math.Abs)]);
            using var c = new GuardedBuffer<float>([.. RandomValues.Singles(n, seed: 5).Select(Math.Abs)]);
            step(w.Pointer, g.Pointer, new StateRun(states > 0 ? a.Pointer : null, states > 1 ? b.Pointer : null, states > 2 ? c.Pointer : null));
            Assert.IsTrue(w.IsGuardWhole && g.IsGuardWhole && a.IsGuardWhole && b.IsGuardWhole && c.IsGuardWhole, $"{n} weights written past an end.");
            return [w.Values, a.Values, b.Values, c.Values];
        }

        private delegate void Step(float* w, float* g, StateRun state);
    }
}
