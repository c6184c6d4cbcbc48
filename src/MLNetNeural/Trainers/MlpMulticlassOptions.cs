using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Trainers;

/// <summary>Options of <see cref="MlpMulticlassTrainer"/>. The label is a key column; make it with MapValueToKey.</summary>
/// <remarks>With a <see cref="CustomLoss"/> of classes, Score is the softmax of the network's outputs, as with cross-entropy.</remarks>
public sealed record MlpMulticlassOptions : MlpOptions
{
    /// <summary>The defaults; the loss is cross-entropy.</summary>
    public MlpMulticlassOptions()
        : base(new CrossEntropy())
    {
    }

    /// <summary>Name of the output column with the most likely class. Default: "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    /// <summary>
    /// Weights of the classes in the loss, <see cref="ClassWeights.Balanced"/> or one for each key; null for 1 each. Needs
    /// cross-entropy, and takes the place of the class weights that it can have itself. Default: null.
    /// </summary>
    public ClassWeights? ClassWeights { get; init; }

    internal override bool HasAccuracy => true;

    internal override OptionErrors Check() => base.Check()
        .Include(OutputNames((nameof(ScoreColumnName), ScoreColumnName), (nameof(PredictedLabelColumnName), PredictedLabelColumnName)))
        .RequireThat(Loss is null or { TargetsAreClasses: true }, $"MlpMulticlassOptions.Loss must be a loss of classes as CrossEntropy is, got {Loss?.GetType().Name}.")
        .RequireThat(
            ClassWeights is null || Loss is CrossEntropy,
            $"MlpMulticlassOptions.ClassWeights has no effect on the loss {Loss?.GetType().Name}: leave it out or use CrossEntropy.")
        .RequireThat(
            ClassWeights is null || Loss is not CrossEntropy { ClassWeights.IsEmpty: false },
            "MlpMulticlassOptions.ClassWeights and the ClassWeights of its Loss exclude each other: set one of them.");
}
