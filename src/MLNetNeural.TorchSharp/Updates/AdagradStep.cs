using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>The step of <see cref="Networks.Optimizers.Adagrad"/>; the state is the sum of squares.</summary>
internal sealed class AdagradStep(Func<StepFigures, AdagradRule> rules) : TensorRule<AdagradRule>(rules)
{
    /// <inheritdoc/>
    public override void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state)
    {
        Tensor sum = state[0];
        g.AddScaled(w, Figures.WeightDecay);
        sum.AddProduct(g, g, 1);
        Tensor divisor = sum.sqrt();
        divisor.AddNumber(Figures.Epsilon);
        w.AddQuotient(g, divisor, -Figures.Rate);
    }
}
