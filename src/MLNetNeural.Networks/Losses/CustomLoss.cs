using System.Numerics.Tensors;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>A custom loss: the mean over the rows of a function of outputs and target.</summary>
/// <param name="Function">Loss and gradient of one row.</param>
/// <param name="TargetsAreClasses">Whether rows are labeled with a class (true) or with values (false). Default: false.</param>
public sealed record CustomLoss(LossFunction Function, bool TargetsAreClasses = false) : Loss
{
    /// <inheritdoc/>
    public override bool TargetsAreClasses { get; } = TargetsAreClasses;

    /// <inheritdoc/>
    public override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        double loss = Function(outputs, target, gradient);
        TensorPrimitives.Multiply(gradient, scale, gradient);
        return loss;
    }

    internal override OptionErrors Check() => base.Check().Require(Function is not null, Function, "a function");
}
