using System.Collections.Immutable;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Trainers;

/// <summary>Options of <see cref="MlpRegressionTrainer"/>. The label is Single, or a vector of Single for several outputs.</summary>
/// <remarks>
/// Score is the prediction, in the units of the label. With <see cref="Quantile"/> and several quantiles it is a vector with a slot
/// for each, named "0.1", "0.5" and so on; with several outputs too, first all quantiles of the first, named "price 0.1". With
/// <see cref="Poisson"/> it is the expected count, e to the output of the network. With a <see cref="CustomLoss"/> it is the output itself.
/// </remarks>
public sealed record MlpRegressionOptions : MlpOptions
{
    /// <summary>The defaults; the loss is the mean squared error.</summary>
    public MlpRegressionOptions()
        : base(new MeanSquaredError())
    {
    }

    /// <summary>
    /// Whether the network is trained on standardized labels: output by output the mean of the training rows is subtracted, and
    /// the difference divided by their standard deviation, so that learning rates do not depend on units. Scores are in the units
    /// of the label either way; the losses of the training history, and options of a loss such as the delta of Huber, are in
    /// standard deviations (their square for the mean squared error) with it and in the units of the label without. Null is true for the
    /// losses of differences, quantiles among them, and false for <see cref="Poisson"/>, which needs counts, and for custom losses,
    /// which see labels as they are. Default: null.
    /// </summary>
    public bool? StandardizeTargets { get; init; }

    /// <summary>The quantiles of each value when there are several, else empty.</summary>
    internal ImmutableArray<float> SeveralQuantiles => Loss is Quantile { Quantiles: { Length: > 1 } several } ? several : [];

    /// <summary>Whether labels are standardized.</summary>
    internal bool Standardizes => StandardizeTargets ?? Loss is RegressionLoss or Quantile;

    internal override OptionErrors Check() => base.Check()
        .Include(OutputNames((nameof(ScoreColumnName), ScoreColumnName)))
        .RequireThat(
            Loss is null or ({ TargetsAreClasses: false } and not BinaryCrossEntropy),
            $"MlpRegressionOptions.Loss must be a loss of values as MeanSquaredError is, got {Loss?.GetType().Name}.")
        .RequireThat(
            Loss is not Poisson || StandardizeTargets != true,
            "MlpRegressionOptions.StandardizeTargets must be off for the loss Poisson, which needs counts: leave the option out, or set it to false.");
}
