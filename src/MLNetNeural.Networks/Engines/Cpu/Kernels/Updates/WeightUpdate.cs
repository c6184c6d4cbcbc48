using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>The steps of an optimizer: first what all weights of one step share, then run by run of weights, from any thread.</summary>
internal abstract unsafe class WeightUpdate
{
    /// <summary>Whether a weight whose gradient is 0 keeps its value and has no state that changes: then it can be left out.</summary>
    public required bool LeavesWeightsWithoutGradient { get; init; }

    /// <summary>The steps of an optimizer.</summary>
    /// <exception cref="NotSupportedException">The optimizer is not one of this library's.</exception>
    public static WeightUpdate Of(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => new WeightUpdate<SgdRule>(SgdRule.Of(sgd)) { LeavesWeightsWithoutGradient = sgd is { Momentum: 0, WeightDecay: 0 } },
        Adam adam => Dense(AdamRule.Of(adam)),
        AdamW adam => Dense(AdamRule.Of(adam)),
        Adamax adamax => Dense(AdamaxRule.Of(adamax)),
        RmsProp rms => Dense(RmsPropRule.Of(rms)),
        Adagrad adagrad => new WeightUpdate<AdagradRule>(AdagradRule.Of(adagrad)) { LeavesWeightsWithoutGradient = adagrad.WeightDecay == 0 },
        Adadelta adadelta => Dense(AdadeltaRule.Of(adadelta)),
        _ => throw new NotSupportedException(
            $"The CPU engine has no optimizer {optimizer.GetType().Name}; it has Sgd, Adam, AdamW, Adamax, RmsProp, Adagrad and Adadelta."),
    };

    /// <summary>Begins a step.</summary>
    /// <param name="step">Its figures.</param>
    public abstract void Begin(in StepFigures step);

    /// <inheritdoc cref="UpdateKernel.Step{TRule}"/>
    public abstract void Step(float* w, float* g, StateRun state, nint n);

    private static WeightUpdate<TRule> Dense<TRule>(Func<StepFigures, TRule> rules)
        where TRule : struct, IUpdateRule
        => new(rules) { LeavesWeightsWithoutGradient = false };
}

/// <summary>The steps of one rule.</summary>
/// <param name="rules">The rule of each step, from its figures.</param>
internal sealed unsafe class WeightUpdate<TRule>(Func<StepFigures, TRule> rules) : WeightUpdate
    where TRule : struct, IUpdateRule
{
    private TRule _rule;

    /// <inheritdoc/>
    public override void Begin(in StepFigures step) => _rule = rules(step);

    /// <inheritdoc/>
    public override void Step(float* w, float* g, StateRun state, nint n) => UpdateKernel.Step(_rule, w, g, state, n);
}
