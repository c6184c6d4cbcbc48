using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring.Heads;

/// <summary>Logit, probability and decision: one of each, or one of each a label.</summary>
internal sealed class BinaryHead : OutputHead
{
    private const string IsNormalized = "IsNormalized";

    /// <summary>Column that gets σ(score).</summary>
    public required string ProbabilityColumnName { get; init; }

    /// <summary>Column that gets the decision: whether the score is above 0, the probability above one half.</summary>
    public required string PredictedLabelColumnName { get; init; }

    /// <summary>Number of labels of a row; null for a single one that is no vector.</summary>
    public required int? Labels { get; init; }

    /// <summary>Names of the labels; null when they have none.</summary>
    public required KeyValues? LabelNames { get; init; }

    /// <summary>What a trainer promises.</summary>
    public static SchemaShape.Column[] Promise(SchemaShape.Column label, string scoreName, string probabilityName, string predictedName)
    {
        SchemaShape.Column[] names = PromiseNames(label);
        SchemaShape.Column normalized = ScoreSet.Annotation(IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance);
        return
        [
            ScoreSet.Promise(scoreName, label.Kind, NumberDataViewType.Single, annotations: names),
            ScoreSet.Promise(probabilityName, label.Kind, NumberDataViewType.Single, annotations: [.. names, normalized]),
            ScoreSet.Promise(predictedName, label.Kind, BooleanDataViewType.Instance, annotations: names),
        ];
    }

    /// <inheritdoc/>
    public override IEnumerable<DataViewSchema.DetachedColumn> Columns(DataViewSchema input)
    {
        var set = new ScoreSet(input, Labels is null ? "BinaryClassification" : "MultiLabelClassification");
        yield return set.Column(PredictedLabelColumnName, TypeOf(BooleanDataViewType.Instance, Labels), "PredictedLabel", AddNames);
        yield return set.Column(ScoreColumnName, TypeOf(NumberDataViewType.Single, Labels), "Score", AddNames);
        yield return set.Column(ProbabilityColumnName, TypeOf(NumberDataViewType.Single, Labels), "Probability", annotations =>
        {
            AddNames(annotations);
            annotations.Add<bool>(IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
        });
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(int column, RowOutputs outputs) => column switch
    {
        0 => Getter(outputs, Labels is not null, logit => logit > 0),
        1 => Getter(outputs, Labels is not null, logit => logit),
        _ => Getter(outputs, Labels is not null, logit => (float)(1 / (1 + Math.Exp(-(double)logit)))),
    };

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        writer.Write(ScoreColumnName);
        writer.Write(ProbabilityColumnName);
        writer.Write(PredictedLabelColumnName);
        writer.Write(Labels is not null);
        writer.Write(LabelNames is not null);
        LabelNames?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BinaryHead Read(BinaryReader reader, int outputs) => new()
    {
        ScoreColumnName = MlpPayload.ReadColumnName(reader),
        ProbabilityColumnName = MlpPayload.ReadColumnName(reader),
        PredictedLabelColumnName = MlpPayload.ReadColumnName(reader),
        Labels = reader.ReadBoolean() ? outputs : null,
        LabelNames = reader.ReadBoolean() ? KeyValues.Read(reader, outputs) : null,
    };

    private void AddNames(DataViewSchema.Annotations.Builder annotations) => LabelNames?.AddTo(annotations, SlotNames);
}
