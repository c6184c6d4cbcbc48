using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Scoring.Heads;

/// <summary>The likeliest class as a key, and the probability of each class by softmax.</summary>
internal sealed class MulticlassHead : OutputHead
{
    private const string TrainingLabelValues = "TrainingLabelValues";

    /// <summary>Column that gets the likeliest class.</summary>
    public required string PredictedLabelColumnName { get; init; }

    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>The values of the label's keys; null when it had none.</summary>
    public required KeyValues? KeyValues { get; init; }

    /// <summary>What a trainer promises.</summary>
    public static SchemaShape.Column[] Promise(SchemaShape.Column label, string scoreName, string predictedName)
    {
        List<SchemaShape.Column> score = [], predicted = [];
        foreach (SchemaShape.Column values in label.Annotations)
        {
            if (values.Name != KeyLabelColumn.KeyValuesKind) continue;
            if (values.ItemType is TextDataViewType) score.Add(Vector(SlotNames, values.ItemType));
            score.Add(Vector(TrainingLabelValues, values.ItemType));
            predicted.Add(Vector(KeyLabelColumn.KeyValuesKind, values.ItemType));
        }

        return
        [
            ScoreSet.Promise(scoreName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, annotations: score),
            ScoreSet.Promise(predictedName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, predicted),
        ];
    }

    /// <inheritdoc/>
    public override IEnumerable<DataViewSchema.DetachedColumn> Columns(DataViewSchema input)
    {
        var set = new ScoreSet(input, "MulticlassClassification");
        yield return set.Column(
            PredictedLabelColumnName, new KeyDataViewType(typeof(uint), Classes), "PredictedLabel", annotations => KeyValues?.AddTo(annotations, KeyLabelColumn.KeyValuesKind));
        yield return set.Column(ScoreColumnName, new VectorDataViewType(NumberDataViewType.Single, Classes), "Score", annotations =>
        {
            KeyValues?.AddTo(annotations, TrainingLabelValues);
            if (KeyValues is { AreTexts: true }) KeyValues.AddTo(annotations, SlotNames);
        });
    }

    /// <inheritdoc/>
    public override void Apply(Span<float> outputs) => Softmax.InPlace(outputs);

    /// <inheritdoc/>
    public override Delegate GetGetter(int column, RowOutputs outputs) => column == 0
        ? (ValueGetter<uint>)((ref uint key) => key = PredictedKey(outputs()))
        : Getter(outputs, isVector: true, probability => probability);

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        writer.Write(ScoreColumnName);
        writer.Write(PredictedLabelColumnName);
        writer.Write(KeyValues is not null);
        KeyValues?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static MulticlassHead Read(BinaryReader reader, int classes) => new()
    {
        ScoreColumnName = MlpPayload.ReadColumnName(reader),
        PredictedLabelColumnName = MlpPayload.ReadColumnName(reader),
        Classes = classes,
        KeyValues = reader.ReadBoolean() ? KeyValues.Read(reader, classes) : null,
    };

    private static SchemaShape.Column Vector(string name, DataViewType item) => ScoreSet.Annotation(name, SchemaShape.Column.VectorKind.Vector, item);

    /// <summary>The most likely class as a key, from 1, the first of equally likely ones; 0 (missing) when a feature was missing.</summary>
    private static uint PredictedKey(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            if (float.IsNaN(probabilities[c])) return 0;
            if (probabilities[c] > probabilities[best]) best = c;
        }

        return (uint)best + 1;
    }
}
