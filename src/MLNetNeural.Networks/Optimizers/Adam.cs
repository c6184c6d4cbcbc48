namespace MLNetNeural.Networks.Optimizers;

/// <summary>Adam: steps along the average gradient, divided by the root of its average square, so that every weight has a learning rate of its own.</summary>
/// <remarks>
/// With gradient g of the mean loss, in step t = 1, 2, …: g ← g + λ·w; m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// w ← w − lr/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). Kingma and Ba, ICLR 2015; ε stands where PyTorch has it.
/// </remarks>
public sealed record Adam : MomentOptimizer
{
    /// <summary>Adam with the defaults: learning rate 0.001.</summary>
    public Adam()
        : this(0.001f)
    {
    }

    /// <summary>Adam with a learning rate.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    public Adam(float learningRate) => LearningRate = learningRate;

    /// <summary>Whether v in the divisor is the largest so far, so that the effective rate of a weight never rises. Reddi et al., ICLR 2018. Default: false.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => AdamState.Names(AmsGrad);
}
