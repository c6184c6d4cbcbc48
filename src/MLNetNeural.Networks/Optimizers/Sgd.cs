using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Optimizers;

/// <summary>Stochastic gradient descent with momentum, by PyTorch's rule.</summary>
/// <remarks>
/// With gradient g of the mean loss: g ← g + λ·w; v ← g in the first step, μ·v + (1 − τ)·g later;
/// w ← w − lr·v, or w − lr·(g + μ·v) with Nesterov. The rate stays outside v: Keras and scikit-learn keep it inside,
/// which gives other weights once the rate changes. Sutskever et al., ICML 2013.
/// </remarks>
public sealed record Sgd : Optimizer
{
    private static readonly string[] Velocity = ["velocity"];

    /// <summary>SGD with the defaults: learning rate 0.01, momentum 0.9.</summary>
    public Sgd()
    {
    }

    /// <summary>SGD with a learning rate and a momentum.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    /// <param name="momentum">See <see cref="Momentum"/>.</param>
    public Sgd(float learningRate, float momentum = 0.9f)
    {
        LearningRate = learningRate;
        Momentum = momentum;
    }

    /// <summary>Momentum μ; [0, 1). Default: 0.9.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Dampening τ of the momentum; [0, 1). Needs momentum. Default: 0.</summary>
    public float Dampening { get; init; }

    /// <summary>Whether the step looks ahead along the velocity. Needs momentum and no dampening. Default: false.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Momentum > 0 ? Velocity : [];

    internal override bool HasMomentum => Momentum > 0;

    internal override OptionErrors Check() => base.Check()
        .Require(Momentum is >= 0 and < 1, Momentum, "in [0, 1)")
        .Require(Dampening is >= 0 and < 1, Dampening, "in [0, 1)")
        .RequireThat(!Nesterov || (Momentum > 0 && Dampening == 0), "Sgd.Nesterov needs Momentum above 0 and Dampening 0.")
        .RequireThat(Dampening == 0 || Momentum > 0, "Sgd.Dampening has no effect without Momentum: leave it 0 or set Momentum.");
}
