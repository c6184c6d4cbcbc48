using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Updates;

/// <summary>The step of <see cref="Networks.Optimizers.RmsProp"/>; the state is the mean square, then the momentum and the mean gradient, as far as there are any.</summary>
internal sealed class RmsPropStep(Func<StepFigures, RmsPropRule> rules) : TensorRule<RmsPropRule>(rules)
{
    /// <inheritdoc/>
    public override void Step(Tensor w, Tensor g, ReadOnlySpan<Tensor> state)
    {
        Tensor square = state[0];
        g.AddScaled(w, Figures.WeightDecay);
        AverageSquare(square, g, Figures.Alpha, Figures.Intake);
        Tensor divisor = square;
        if (Figures.Centered)
        {
            Tensor mean = state[^1];
            Average(mean, g, Figures.Alpha, Figures.Intake);
            divisor = square.clone();
            divisor.AddProduct(mean, mean, -1);
            divisor = divisor.relu(); // rounding may leave it below 0
        }

        divisor = divisor.sqrt();
        divisor.AddNumber(Figures.Epsilon);
        if (Figures.Momentum > 0)
        {
            Tensor momentum = state[1];
            momentum.Scale(Figures.Momentum);
            momentum.AddQuotient(g, divisor, 1);
            w.AddScaled(momentum, -Figures.LearningRate);
        }
        else
        {
            w.AddQuotient(g, divisor, -Figures.LearningRate);
        }
    }
}
