using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Trainers;

/// <summary>The columns of a view that a trainer reads.</summary>
/// <param name="Features">The features.</param>
/// <param name="Label">What is to be predicted.</param>
/// <param name="Weight">How much a row counts; null when all count the same.</param>
internal sealed record MlpColumns(FeatureColumn Features, LabelColumn Label, DataViewSchema.Column? Weight)
{
    /// <summary>Finds the columns that options name.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public static MlpColumns Find(DataViewSchema schema, MlpOptions options, Func<DataViewSchema.Column, LabelColumn> readLabel)
    {
        var features = new FeatureColumn(schema, options.FeatureColumnName);
        LabelColumn label = readLabel(Columns.Find(schema, options.LabelColumnName, "label"));
        DataViewSchema.Column? weight = options.ExampleWeightColumnName is { } name ? Columns.Find(schema, name, "weight") : null;
        if (weight is { Type: var type } && type != NumberDataViewType.Single) throw WrongWeight(weight.Value.Name, type);
        return new MlpColumns(features, label, weight);
    }

    /// <summary>Throws unless the columns of features and weights will be there and of a type that can be used; gives the label's.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public static SchemaShape.Column Check(SchemaShape schema, MlpOptions options)
    {
        FeatureColumn.Check(Columns.Find(schema, options.FeatureColumnName, "feature"));
        if (options.ExampleWeightColumnName is { } name)
        {
            SchemaShape.Column weight = Columns.Find(schema, name, "weight");
            if (weight.Kind != SchemaShape.Column.VectorKind.Scalar || weight.ItemType != NumberDataViewType.Single) throw WrongWeight(name, $"{weight.Kind} of {weight.ItemType}");
        }

        return Columns.Find(schema, options.LabelColumnName, "label");
    }

    /// <summary>Throws unless the columns hold the same things as those of the training rows.</summary>
    /// <exception cref="ArgumentException">The validation set differs; the message says in what.</exception>
    public void CheckLike(MlpColumns training)
    {
        bool sameFeatures = Features.Size == training.Features.Size && Equals(Features.Affine, training.Features.Affine);
        if (!sameFeatures) throw Differs(Features.Column, training.Features.Column);
        if (Label.Outputs != training.Label.Outputs) throw Differs(Label.Column, training.Label.Column);
        if (Label.Names is { } names && !names.Matches(training.Label.Names))
        {
            throw new ArgumentException($"The label column '{Label.Column.Name}' of the ValidationSet has other values behind its keys or slots than that of the training data: map both with the same transformer.");
        }
    }

    private static ArgumentException Differs(DataViewSchema.Column validation, DataViewSchema.Column training) => new(
        $"The column '{validation.Name}' of the ValidationSet is {validation.Type}, but in the training data it is {training.Type} or means something else: transform both with the same transformers.");

    private static ArgumentOutOfRangeException WrongWeight(string name, object type) => Columns.Wrong($"The weight column '{name}' must be Single, got {type}: convert it with ConvertType.");
}
