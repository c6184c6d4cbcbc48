using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Training;
using MLNetNeural.Networks.Validation;
using MLNetNeural.Scoring;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Trainers;

/// <summary>Trains a multilayer perceptron to predict a value, or several at once (multi-output regression).</summary>
/// <remarks>
/// <para>Create it by <see cref="MlpCatalog.MultilayerPerceptron(RegressionCatalog.RegressionTrainers, MlpRegressionOptions)"/>.</para>
/// <para>With a vector of labels one network predicts all of them, and Score is a vector with a slot for each.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type</description></listheader>
/// <item><term>label</term><description>Single, or a vector of Single of known size; rows with a missing value (NaN) are left out</description></item>
/// <item><term>features</term><description>vector of Single or Byte, of known size, or a Single</description></item>
/// <item><term>weight, if named</term><description>Single: how much the row counts</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Single, or a vector of Single: the value, in the units of the label; with several quantiles a vector of them, see <see cref="MlpRegressionOptions"/></description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Characteristic</term><description></description></listheader>
/// <item><term>Machine-learning task</term><description>regression, multi-output regression</description></item>
/// <item><term>Is normalization required?</term><description>yes: features should be of order 1; labels are standardized by an option</description></item>
/// <item><term>Is caching required?</term><description>no: the features go into a store of their own</description></item>
/// <item><term>Required NuGet packages</term><description>Microsoft.ML and this one</description></item>
/// </list>
/// </remarks>
public sealed class MlpRegressionTrainer : MlpTrainer<MlpRegressionOptions, MlpRegressionTransformer>
{
    internal MlpRegressionTrainer(IHostEnvironment environment, MlpRegressionOptions options)
        : base(environment, options)
    {
    }

    private bool AreLogarithms => Options.Loss is Poisson { LogInput: true };

    private protected override LabelColumn ReadLabel(DataViewSchema.Column column) => new SingleLabelColumn(column);

    private protected override SchemaShape.Column[] Promise(SchemaShape.Column label)
    {
        SingleLabelColumn.Check(label);
        return RegressionHead.Promise(label, Options.ScoreColumnName, areQuantiles: !Options.SeveralQuantiles.IsEmpty);
    }

    private protected override int OutputsFor(LabelColumn label) => label.Outputs * Math.Max(1, Options.SeveralQuantiles.Length);

    private protected override OptionErrors Differences(MlpRegressionTransformer previous, LabelColumn label)
    {
        RegressionHead head = previous.Head;
        bool standardized = head.Scaling is not null;
        return new OptionErrors(nameof(PreviousModel))
            .RequireThat(
                label.Names is null || previous.Head.ValueNames is null || label.Names.Matches(previous.Head.ValueNames),
                $"The previous model has other outputs, or in another order, than the label column '{label.Column.Name}'.")
            .RequireThat(
                standardized == Options.Standardizes,
                $"The previous model was trained {(standardized ? "with" : "without")} StandardizeTargets, but the option is {Options.Standardizes}.")
            .RequireThat(
                head.Quantiles.SequenceEqual(Options.SeveralQuantiles) && head.AreLogarithms == AreLogarithms,
                $"The previous model has scores of another kind than those of the loss {Options.Loss.GetType().Name}: go on with the quantiles, or the Poisson loss, that it was trained with.");
    }

    private protected override TaskPlan<MlpRegressionTransformer> Plan(LabelColumn label, TrainingSet set, MlpRegressionTransformer? previous)
    {
        // The weights of a previous model are for targets as it scaled them.
        TargetScaling? scaling = previous is not null ? previous.Head.Scaling
            : Options.Standardizes ? TargetScaling.Of(set.Targets, set.TrainingRows)
            : null;
        var head = new RegressionHead
        {
            ScoreColumnName = Options.ScoreColumnName,
            Values = ((SingleLabelColumn)label).Values,
            ValueNames = label.Names,
            Scaling = scaling,
            Quantiles = Options.SeveralQuantiles,
            AreLogarithms = AreLogarithms,
        };
        Targets targets = scaling?.Standardize(set.Targets) ?? set.Targets;
        return new(targets, Options.Loss, model => new MlpRegressionTransformer(Host, model, Options.FeatureColumnName, head));
    }
}
