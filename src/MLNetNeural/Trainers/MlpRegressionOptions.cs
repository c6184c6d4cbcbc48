using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Trainers;

/// <summary>Options of <see cref="MlpRegressionTrainer"/>. The label is Single, or a vector of Single for several outputs.</summary>
public sealed record MlpRegressionOptions : MlpOptions
{
    /// <summary>The defaults; the loss is the mean squared error.</summary>
    public MlpRegressionOptions()
        : base(new MeanSquaredError())
    {
    }

    /// <summary>
    /// Whether the network is trained on standardised labels: output by output the mean of the training rows is subtracted, and
    /// the difference divided by their standard deviation, so that learning rates do not depend on units. Scores are in the units
    /// of the label either way; the losses of the training history, and the figures of a loss such as the delta of Huber, are in
    /// standard deviations (their square for the mean squared error) with it and in the units of the label without. Default: true.
    /// </summary>
    public bool StandardizeTargets { get; init; } = true;

    internal override OptionErrors Check() => base.Check()
        .Include(OutputNames((nameof(ScoreColumnName), ScoreColumnName)))
        .RequireThat(
            Loss is null or ({ TargetsAreClasses: false } and not BinaryCrossEntropy),
            $"MlpRegressionOptions.Loss must be a loss of values as MeanSquaredError is, got {Loss?.GetType().Name}.");
}
