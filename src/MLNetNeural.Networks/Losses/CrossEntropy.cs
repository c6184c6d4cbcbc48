using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Losses;

/// <summary>
/// Softmax cross-entropy of logits z for class y, with natural logarithm: l = −ln p_y, pⱼ = e^{zⱼ} / Σᵢ e^{zᵢ}. With class
/// weights u and label smoothing ε: l = −(1 − ε)·u_y·ln p_y − ε/k · Σⱼ uⱼ·ln pⱼ, and the row's weight in the mean is u_y, as in PyTorch.
/// </summary>
/// <remarks>The logits are shifted by their maximum, so that no finite logits overflow.</remarks>
public sealed record CrossEntropy : Loss
{
    /// <summary>Weight u of each class; one a class, each greater than 0, finite, or none for 1 each. Default: none.</summary>
    public ImmutableArray<float> ClassWeights { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Share ε of the target that is spread evenly over all classes; [0, 1). Szegedy et al., CVPR 2016. Default: 0.</summary>
    public float LabelSmoothing { get; init; }

    /// <inheritdoc/>
    public override bool TargetsAreClasses => true;

    /// <inheritdoc/>
    public override float Weight(Target target) => WeightOf(target.Class);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override double Row(ReadOnlySpan<float> outputs, Target target, float scale, Span<float> gradient)
    {
        Span<double> kept = stackalloc double[Softmax.KeptTerms];
        (float max, double sum) = Softmax.Terms(outputs, kept);
        double logSum = Math.Log(sum);

        // The target as a distribution q over the classes, times the weights: l = −Σⱼ qⱼ·ln pⱼ, ∂l/∂zⱼ = pⱼ·Σq − qⱼ.
        double spread = LabelSmoothing / (double)outputs.Length, own = (1 - (double)LabelSmoothing) * WeightOf(target.Class);
        double mass = own, loss = own * (logSum - ((double)outputs[target.Class] - max));
        for (int j = 0; spread > 0 && j < outputs.Length; j++)
        {
            mass += spread * WeightOf(j);
            loss += spread * WeightOf(j) * (logSum - ((double)outputs[j] - max));
        }

        for (int j = 0; j < gradient.Length; j++)
        {
            double q = (spread * WeightOf(j)) + (j == target.Class ? own : 0);
            gradient[j] = (float)(((Softmax.Term(outputs, max, kept, j) / sum * mass) - q) * scale);
        }

        return loss;
    }

    /// <summary>Two losses are equal when their options are.</summary>
    public bool Equals(CrossEntropy? other)
        => other is not null && LabelSmoothing == other.LabelSmoothing && ClassWeights.SequenceEqual(other.ClassWeights);

    /// <inheritdoc/>
    public override int GetHashCode() => ClassWeights.Aggregate(HashCode.Combine(LabelSmoothing), HashCode.Combine);

    internal override bool WeighsRows => !ClassWeights.IsEmpty;

    internal override OptionErrors Check() => base.Check()
        .RequireAll(ClassWeights, weight => weight is > 0 and < float.PositiveInfinity, "all greater than 0 and finite")
        .Require(LabelSmoothing is >= 0 and < 1, LabelSmoothing, "in [0, 1)");

    internal override OptionErrors CheckTargets(Targets targets) => base.CheckTargets(targets)
        .Require(ClassWeights.IsEmpty || ClassWeights.Length == targets.Outputs, ClassWeights.Length, $"one a class, {targets.Outputs}", "ClassWeights.Length");

    private float WeightOf(int c) => ClassWeights.IsEmpty ? 1 : ClassWeights[c];
}
