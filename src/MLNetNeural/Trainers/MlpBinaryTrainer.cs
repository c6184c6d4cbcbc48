using System.Collections.Immutable;
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

/// <summary>Trains a multilayer perceptron to tell true from false, by binary cross-entropy: one label a row, or several (multi-label).</summary>
/// <remarks>
/// <para>Create it by <see cref="MlpCatalog.MultilayerPerceptron(BinaryClassificationCatalog.BinaryClassificationTrainers, MlpBinaryOptions)"/>.</para>
/// <para>With a vector of labels one network answers all of them at once, each yes or no whatever the others are, and
/// every output column is a vector with a slot for each label.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type</description></listheader>
/// <item><term>label</term><description>Boolean, or a vector of Boolean of known size</description></item>
/// <item><term>features</term><description>vector of Single or Byte, of known size, or a Single</description></item>
/// <item><term>weight, if named</term><description>Single: how much the row counts</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>PredictedLabel</term><description>Boolean: whether true is likelier than false</description></item>
/// <item><term>Score</term><description>Single: the logit z of true, above 0 for PredictedLabel true</description></item>
/// <item><term>Probability</term><description>Single: the probability of true, 1 / (1 + e⁻ᶻ)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Characteristic</term><description></description></listheader>
/// <item><term>Machine-learning task</term><description>binary classification, multi-label classification</description></item>
/// <item><term>Is normalization required?</term><description>yes: features should be of order 1</description></item>
/// <item><term>Is caching required?</term><description>no: the features go into a store of their own</description></item>
/// <item><term>Required NuGet packages</term><description>Microsoft.ML and this one</description></item>
/// </list>
/// </remarks>
public sealed class MlpBinaryTrainer : MlpTrainer<MlpBinaryOptions, MlpBinaryTransformer>
{
    internal MlpBinaryTrainer(IHostEnvironment environment, MlpBinaryOptions options)
        : base(environment, options)
    {
    }

    private protected override LabelColumn ReadLabel(DataViewSchema.Column column) => new BooleanLabelColumn(column);

    private protected override SchemaShape.Column[] Promise(SchemaShape.Column label)
    {
        BooleanLabelColumn.Check(label);
        return BinaryHead.Promise(label, Options.ScoreColumnName, Options.ProbabilityColumnName, Options.PredictedLabelColumnName);
    }

    private protected override OptionErrors Differences(MlpBinaryTransformer previous, LabelColumn label) => new OptionErrors(nameof(PreviousModel))
        .RequireThat(
            label.Names is null || previous.Head.LabelNames is null || label.Names.Matches(previous.Head.LabelNames),
            $"The previous model has other labels, or in another order, than the label column '{label.Column.Name}'.");

    private protected override TaskPlan<MlpBinaryTransformer> Plan(LabelColumn label, TrainingSet set, MlpBinaryTransformer? previous)
    {
        var head = new BinaryHead
        {
            ScoreColumnName = Options.ScoreColumnName,
            ProbabilityColumnName = Options.ProbabilityColumnName,
            PredictedLabelColumnName = Options.PredictedLabelColumnName,
            Labels = ((BooleanLabelColumn)label).Labels,
            LabelNames = label.Names,
        };
        return new(set.Targets, WeightedLoss(head, set), model => new MlpBinaryTransformer(Host, model, Options.FeatureColumnName, head));
    }

    private Loss WeightedLoss(BinaryHead head, TrainingSet set)
    {
        if (Options.ClassWeights is not { } weights) return Options.Loss;
        if (head.Labels is not null && weights != ClassWeights.Balanced)
        {
            throw new ArgumentException(
                $"MlpBinaryOptions.ClassWeights must be Balanced for a vector of labels, got {weights}: give the weights of true as PositiveWeights of the BinaryCrossEntropy.");
        }

        var positive = ImmutableArray.CreateBuilder<float>();
        for (int label = 0; label < set.Targets.Outputs; label++)
        {
            ImmutableArray<float> both = weights.For(Counts(set, label));
            positive.Add(both[1] / both[0]); // the loss weighs true against false, whose weight is 1
        }

        return (BinaryCrossEntropy)Options.Loss with { PositiveWeights = positive.ToImmutable() };
    }

    /// <summary>Training rows of which a label is false, and of which it is true, by their weights.</summary>
    private static double[] Counts(TrainingSet set, int label)
    {
        Targets targets = set.Targets;
        double[] counts = new double[2];
        foreach (int row in set.TrainingRows) counts[targets[row].Values[label] > 0 ? 1 : 0] += targets.Weight(row);
        return counts;
    }
}
