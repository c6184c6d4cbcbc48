using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Optimizers;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>
/// One optimizer's rule on whole tensors, in place. The figures of a step, with their corrections of biases, are those of the CPU engine's rules; see the
/// optimizer for the formula and its letters.
/// </summary>
internal abstract class TensorRule
{
    /// <summary>Whether there is a rule for an optimizer.</summary>
    public static bool Exists(Optimizer optimizer) => Find(optimizer) is not null;

    /// <summary>The rule of an optimizer.</summary>
    /// <exception cref="NotSupportedException">The optimizer is not one of the library's.</exception>
    public static TensorRule Of(Optimizer optimizer)
        => Find(optimizer) ?? throw new NotSupportedException($"TorchSharp has no rule for the optimizer {optimizer.GetType().Name}.");

    /// <summary>Begins a step.</summary>
    public abstract void Begin(in StepFigures step);

    /// <summary>Steps; what it makes on the way is of the scope.</summary>
    /// <param name="w">Weights. Overwritten.</param>
    /// <param name="g">Their gradient. Overwritten.</param>
    /// <param name="state">What the optimizer keeps of them, in the order of its StateNames. Overwritten.</param>
    public abstract void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state);

    private static TensorRule? Find(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => new SgdStep(SgdRule.Of(sgd)),
        Adam adam => new AdamStep(AdamRule.Of(adam)),
        AdamW adam => new AdamStep(AdamRule.Of(adam)),
        Adamax adamax => new AdamaxStep(AdamaxRule.Of(adamax)),
        RmsProp rms => new RmsPropStep(RmsPropRule.Of(rms)),
        Adagrad adagrad => new AdagradStep(AdagradRule.Of(adagrad)),
        Adadelta adadelta => new AdadeltaStep(AdadeltaRule.Of(adadelta)),
        _ => null,
    };

    /// <summary>average ← keep·average + intake·x.</summary>
    private protected static void Average(Tensor average, Tensor x, float keep, float intake)
    {
        average.Scale(keep);
        average.AddScaled(x, intake);
    }

    /// <summary>average ← keep·average + intake·x².</summary>
    private protected static void AverageSquare(Tensor average, Tensor x, float keep, float intake)
    {
        average.Scale(keep);
        average.AddProduct(x, x, intake);
    }
}

/// <summary>A rule whose figures are made step by step.</summary>
/// <param name="rules">The figures of each step.</param>
internal abstract class TensorRule<TRule>(Func<StepFigures, TRule> rules) : TensorRule
    where TRule : struct
{
    /// <summary>The figures of this step.</summary>
    private protected TRule Figures { get; private set; }

    /// <inheritdoc/>
    public override void Begin(in StepFigures step) => Figures = rules(step);
}
