namespace MLNetNeural.Networks.Optimizers;

/// <summary>Adam whose weight decay shrinks the weights and does not pass through the averages.</summary>
/// <remarks>w ← w·(1 − lr·λ), then the step of <see cref="Adam"/> with λ = 0. Loshchilov and Hutter, ICLR 2019.</remarks>
public sealed record AdamW : MomentOptimizer
{
    /// <summary>AdamW with the defaults: learning rate 0.001, weight decay 0.01.</summary>
    public AdamW()
        : this(0.001f)
    {
    }

    /// <summary>AdamW with a learning rate and a weight decay.</summary>
    /// <param name="learningRate">See <see cref="Optimizer.LearningRate"/>.</param>
    /// <param name="weightDecay">Share of its size, times the learning rate, that a weight loses in a step; at least 0, finite.</param>
    public AdamW(float learningRate, float weightDecay = 0.01f)
    {
        LearningRate = learningRate;
        WeightDecay = weightDecay;
    }

    /// <summary>Whether v in the divisor is the largest so far, so that the effective rate of a weight never rises. Reddi et al., ICLR 2018. Default: false.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => AdamState.Names(AmsGrad);
}
