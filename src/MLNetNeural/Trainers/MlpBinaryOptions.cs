using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Trainers;

/// <summary>Options of <see cref="MlpBinaryTrainer"/>. The label is Boolean, or a vector of Boolean for several labels a row.</summary>
/// <remarks>
/// With a <see cref="CustomLoss"/>, whose targets are 1 for true and 0 for false, Score is the output of the network, and Probability and
/// PredictedLabel take it for a logit.
/// </remarks>
public sealed record MlpBinaryOptions : MlpOptions
{
    /// <summary>The defaults; the loss is binary cross-entropy.</summary>
    public MlpBinaryOptions()
        : base(new BinaryCrossEntropy())
    {
    }

    /// <summary>Name of the output column with the probability of true. Default: "Probability".</summary>
    public string ProbabilityColumnName { get; init; } = "Probability";

    /// <summary>Name of the output column with the decision. Default: "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    /// <summary>
    /// Weights of false and true in the loss, <see cref="ClassWeights.Balanced"/> or two weights of which only the ratio counts;
    /// null for 1 each. With a vector of labels only Balanced, each label by itself. Needs binary cross-entropy, and takes the
    /// place of the positive weights that it can have itself. Default: null.
    /// </summary>
    public ClassWeights? ClassWeights { get; init; }

    internal override OptionErrors Check() => base.Check()
        .Include(OutputNames(
            (nameof(ScoreColumnName), ScoreColumnName),
            (nameof(ProbabilityColumnName), ProbabilityColumnName),
            (nameof(PredictedLabelColumnName), PredictedLabelColumnName)))
        .RequireThat(
            Loss is null or ({ TargetsAreClasses: false } and not (RegressionLoss or Quantile or Poisson)),
            $"MlpBinaryOptions.Loss must be a loss of logits as BinaryCrossEntropy is, got {Loss?.GetType().Name}.")
        .RequireThat(ClassWeights is null || ClassWeights.Weights.Length is 0 or 2, $"MlpBinaryOptions.ClassWeights must be Balanced or those of false and true, got {ClassWeights}.")
        .RequireThat(
            ClassWeights is null || Loss is BinaryCrossEntropy,
            $"MlpBinaryOptions.ClassWeights has no effect on the loss {Loss?.GetType().Name}: leave it out or use BinaryCrossEntropy.")
        .RequireThat(
            ClassWeights is null || Loss is not BinaryCrossEntropy { PositiveWeights.IsEmpty: false },
            "MlpBinaryOptions.ClassWeights and the PositiveWeights of its Loss exclude each other: set one of them.");
}
