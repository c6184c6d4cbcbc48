using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>RMSprop: steps along the gradient, divided by its root mean square.</summary>
/// <remarks>
/// g ← g + λ·w; v ← α·v + (1 − α)·g²; d = √v + ε, or √(v − a²) + ε with a ← α·a + (1 − α)·g when centered;
/// w ← w − lr·g/d, or b ← μ·b + g/d and w ← w − lr·b with momentum. Tieleman and Hinton, 2012; centered: Graves, 2013.
/// Where rounding makes v − a² negative it counts as 0.
/// </remarks>
public sealed record RmsProp : Optimizer
{
    /// <summary>RMSprop with the defaults: learning rate 0.01, no momentum.</summary>
    public RmsProp()
    {
    }

    /// <summary>RMSprop with a learning rate and a momentum.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    /// <param name="momentum">See <see cref="Momentum"/>.</param>
    public RmsProp(float learningRate, float momentum = 0)
    {
        LearningRate = learningRate;
        Momentum = momentum;
    }

    /// <summary>Decay α of the moving average of the squared gradient; [0, 1). Default: 0.99.</summary>
    public float Alpha { get; init; } = 0.99f;

    /// <summary>Term ε added to the denominator; greater than 0, finite. Default: 1e-8.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Momentum μ; [0, 1). Default: 0.</summary>
    public float Momentum { get; init; }

    /// <summary>Whether the gradient is divided by its standard deviation, not by its root mean square. Default: false.</summary>
    public bool Centered { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => [.. Names()];

    internal override bool HasMomentum => Momentum > 0;

    internal override OptionErrors Check() => base.Check()
        .Require(Alpha is >= 0 and < 1, Alpha, "in [0, 1)")
        .Require(Epsilon is > 0 and < float.PositiveInfinity, Epsilon, "greater than 0 and finite")
        .Require(Momentum is >= 0 and < 1, Momentum, "in [0, 1)");

    private IEnumerable<string> Names()
    {
        yield return "square_avg";
        if (Momentum > 0) yield return "momentum_buffer";
        if (Centered) yield return "grad_avg";
    }
}
