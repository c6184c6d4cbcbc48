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

/// <summary>Trains a multilayer perceptron to tell classes apart, by softmax cross-entropy.</summary>
/// <remarks>
/// <para>Create it by <see cref="MlpCatalog.MultilayerPerceptron(MulticlassClassificationCatalog.MulticlassClassificationTrainers, MlpMulticlassOptions)"/>.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type</description></listheader>
/// <item><term>label</term><description>key; rows without a label are left out</description></item>
/// <item><term>features</term><description>vector of Single or Byte, of known size, or a Single</description></item>
/// <item><term>weight, if named</term><description>Single: how much the row counts</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>PredictedLabel</term><description>key: the most likely class; the first of equally likely ones</description></item>
/// <item><term>Score</term><description>vector of Single: the probability of each class, in the order of the label's keys</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Characteristic</term><description></description></listheader>
/// <item><term>Machine-learning task</term><description>multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>yes: features should be of order 1</description></item>
/// <item><term>Is caching required?</term><description>no: the features go into a store of their own</description></item>
/// <item><term>Required NuGet packages</term><description>Microsoft.ML and this one</description></item>
/// </list>
/// </remarks>
public sealed class MlpMulticlassTrainer : MlpTrainer<MlpMulticlassOptions, MlpMulticlassTransformer>
{
    internal MlpMulticlassTrainer(IHostEnvironment environment, MlpMulticlassOptions options)
        : base(environment, options)
    {
    }

    private protected override LabelColumn ReadLabel(DataViewSchema.Column column) => new KeyLabelColumn(column);

    private protected override SchemaShape.Column[] Promise(SchemaShape.Column label)
    {
        KeyLabelColumn.Check(label);
        return MulticlassHead.Promise(label, Options.ScoreColumnName, Options.PredictedLabelColumnName);
    }

    private protected override OptionErrors Differences(MlpMulticlassTransformer previous, LabelColumn label) => new OptionErrors(nameof(PreviousModel))
        .RequireThat(
            label.Names is null || previous.Head.KeyValues is null || label.Names.Matches(previous.Head.KeyValues),
            $"The previous model has other classes, or in another order, than the label column '{label.Column.Name}': map the label with the transformer that the model was trained with.");

    private protected override TaskPlan<MlpMulticlassTransformer> Plan(LabelColumn label, TrainingSet set, MlpMulticlassTransformer? previous)
    {
        var head = new MulticlassHead
        {
            ScoreColumnName = Options.ScoreColumnName,
            PredictedLabelColumnName = Options.PredictedLabelColumnName,
            Classes = label.Outputs,
            KeyValues = label.Names,
        };
        return new(set.Targets, WeightedLoss(set), model => new MlpMulticlassTransformer(Host, model, Options.FeatureColumnName, head));
    }

    private Loss WeightedLoss(TrainingSet set)
    {
        if (Options.ClassWeights is not { } weights) return Options.Loss;
        Targets targets = set.Targets;
        double[] counts = new double[targets.Outputs];
        foreach (int row in set.TrainingRows) counts[targets[row].Class] += targets.Weight(row);
        return (CrossEntropy)Options.Loss with { ClassWeights = weights.For(counts) };
    }
}
