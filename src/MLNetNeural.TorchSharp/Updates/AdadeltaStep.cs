using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>The step of <see cref="Networks.Optimizers.Adadelta"/>; the state is the mean square of the gradient, then that of the steps.</summary>
internal sealed class AdadeltaStep(Func<StepFigures, AdadeltaRule> rules) : TensorRule<AdadeltaRule>(rules)
{
    /// <inheritdoc/>
    public override void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state)
    {
        Tensor square = state[0], steps = state[1];
        g.AddScaled(w, Figures.WeightDecay);
        AverageSquare(square, g, Figures.Rho, Figures.Intake);
        Tensor step = steps.clone(), divisor = square.clone();
        step.AddNumber(Figures.Epsilon);
        divisor.AddNumber(Figures.Epsilon);
        step = step.sqrt();
        step.div_(divisor.sqrt());
        step.mul_(g);
        AverageSquare(steps, step, Figures.Rho, Figures.Intake);
        w.AddScaled(step, -Figures.LearningRate);
    }
}
