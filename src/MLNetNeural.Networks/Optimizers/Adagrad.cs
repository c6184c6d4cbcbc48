using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>Adagrad: steps along the gradient, divided by the root of the sum of all its squares.</summary>
/// <remarks>
/// In step t = 1, 2, …: g ← g + λ·w; s ← s + g²; w ← w − lr/(1 + (t − 1)·η) · g / (√s + ε), η the decay of the rate.
/// Duchi et al., JMLR 2011.
/// </remarks>
public sealed record Adagrad : Optimizer
{
    private static readonly string[] Names = ["sum"];

    /// <summary>Adagrad with the defaults: learning rate 0.01.</summary>
    public Adagrad()
    {
    }

    /// <summary>Adagrad with a learning rate.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    public Adagrad(float learningRate) => LearningRate = learningRate;

    /// <summary>Decay η of the learning rate, as in lr/(1 + (t − 1)·η); at least 0, finite. Default: 0.</summary>
    public float LearningRateDecay { get; init; }

    /// <summary>The sum s before the first step; at least 0, finite. Default: 0.</summary>
    public float InitialAccumulator { get; init; }

    /// <summary>Term ε added to the denominator; greater than 0, finite. Default: 1e-10.</summary>
    public float Epsilon { get; init; } = 1e-10f;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Names;

    internal override float InitialState => InitialAccumulator;

    internal override OptionErrors Check() => base.Check()
        .Require(LearningRateDecay is >= 0 and < float.PositiveInfinity, LearningRateDecay, "at least 0 and finite")
        .Require(InitialAccumulator is >= 0 and < float.PositiveInfinity, InitialAccumulator, "at least 0 and finite")
        .Require(Epsilon is > 0 and < float.PositiveInfinity, Epsilon, "greater than 0 and finite");
}
