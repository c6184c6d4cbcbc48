using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>Adadelta: scales the gradient by the size of earlier steps over the size of earlier gradients, so that it needs no learning rate.</summary>
/// <remarks>
/// g ← g + λ·w; v ← ρ·v + (1 − ρ)·g²; d = √(a + ε)/√(v + ε)·g; a ← ρ·a + (1 − ρ)·d²; w ← w − lr·d. Zeiler, 2012.
/// </remarks>
public sealed record Adadelta : Optimizer
{
    private static readonly string[] Names = ["square_avg", "acc_delta"];

    /// <summary>Adadelta with the defaults: learning rate 1.</summary>
    public Adadelta()
        : this(1)
    {
    }

    /// <summary>Adadelta with a learning rate.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    public Adadelta(float learningRate) => LearningRate = learningRate;

    /// <summary>Decay ρ of the moving averages of squares; [0, 1). Default: 0.9.</summary>
    public float Rho { get; init; } = 0.9f;

    /// <summary>Term ε under both roots, which also starts the first step; greater than 0, finite. Default: 1e-6.</summary>
    public float Epsilon { get; init; } = 1e-6f;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Names;

    internal override OptionErrors Check() => base.Check()
        .Require(Rho is >= 0 and < 1, Rho, "in [0, 1)")
        .Require(Epsilon is > 0 and < float.PositiveInfinity, Epsilon, "greater than 0 and finite");
}
