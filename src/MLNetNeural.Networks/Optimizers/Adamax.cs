namespace MLNetNeural.Networks.Optimizers;

/// <summary>Adam with the decaying maximum of the gradient's size in place of its root mean square.</summary>
/// <remarks>
/// In step t = 1, 2, …: g ← g + λ·w; m ← β₁·m + (1 − β₁)·g; u ← max(β₂·u, |g| + ε); w ← w − lr/(1 − β₁ᵗ) · m / u.
/// Kingma and Ba, ICLR 2015.
/// </remarks>
public sealed record Adamax : MomentOptimizer
{
    private static readonly string[] Names = ["exp_avg", "exp_inf"];

    /// <summary>Adamax with the defaults: learning rate 0.002.</summary>
    public Adamax()
        : this(0.002f)
    {
    }

    /// <summary>Adamax with a learning rate.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    public Adamax(float learningRate) => LearningRate = learningRate;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Names;
}
