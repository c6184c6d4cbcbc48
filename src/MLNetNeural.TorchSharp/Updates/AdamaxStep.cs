using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>The step of <see cref="Networks.Optimizers.Adamax"/>; the state is m and u.</summary>
internal sealed class AdamaxStep(Func<StepFigures, AdamaxRule> rules) : TensorRule<AdamaxRule>(rules)
{
    /// <inheritdoc/>
    public override void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state)
    {
        Tensor m = state[0], u = state[1];
        g.AddScaled(w, Figures.WeightDecay);
        Average(m, g, Figures.Beta1, Figures.Intake1);
        Tensor size = g.abs();
        size.AddNumber(Figures.Epsilon);
        u.Scale(Figures.Beta2);
        u.copy_(u.maximum(size));
        w.AddQuotient(m, u, -Figures.Rate);
    }
}
