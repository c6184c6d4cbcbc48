using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>The step of <see cref="Networks.Optimizers.Adam"/> and <see cref="Networks.Optimizers.AdamW"/>; the state is m, v, and the largest v so far.</summary>
internal sealed class AdamStep(Func<StepFigures, AdamRule> rules) : TensorRule<AdamRule>(rules)
{
    /// <inheritdoc/>
    public override void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state)
    {
        Tensor m = state[0], v = state[1], size = v;
        g.AddScaled(w, Figures.WeightDecay);
        Average(m, g, Figures.Beta1, Figures.Intake1);
        AverageSquare(v, g, Figures.Beta2, Figures.Intake2);
        if (Figures.AmsGrad)
        {
            size = state[2];
            size.copy_(size.maximum(v));
        }

        Tensor divisor = size.sqrt();
        divisor.Scale(Figures.RootScale);
        divisor.AddNumber(Figures.Epsilon);
        w.Scale(Figures.Shrink);
        w.AddQuotient(m, divisor, -Figures.Rate);
    }
}
