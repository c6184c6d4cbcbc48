using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>The step of <see cref="Networks.Optimizers.Sgd"/>; the state is the velocity.</summary>
internal sealed class SgdStep(Func<StepFigures, SgdRule> rules) : TensorRule<SgdRule>(rules)
{
    /// <inheritdoc/>
    public override void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state)
    {
        g.AddScaled(w, Figures.WeightDecay);
        Tensor direction = g;
        if (Figures.HasVelocity)
        {
            Tensor velocity = state[0];
            Average(velocity, g, Figures.Momentum, Figures.Intake);
            if (Figures.LookAhead > 0) g.AddScaled(velocity, Figures.LookAhead);
            else direction = velocity;
        }

        w.AddScaled(direction, -Figures.LearningRate);
    }
}
