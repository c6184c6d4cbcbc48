using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>The output columns of a multiclass model, with the annotations of ML.NET's own trainers.</summary>
internal static class MulticlassSchema
{
    private const string SetId = "ScoreColumnSetId";
    private const string ColumnKind = "ScoreColumnKind";
    private const string ValueKind = "ScoreValueKind";
    private const string SlotNames = "SlotNames";
    private const string TrainingLabelValues = "TrainingLabelValues";
    private const string Task = "MulticlassClassification";

    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>What a trainer promises before it has data.</summary>
    public static SchemaShape Shape(SchemaShape input, SchemaShape.Column label, string scoreName, string predictedName)
    {
        SchemaShape.Column? values = null;
        foreach (SchemaShape.Column annotation in label.Annotations)
        {
            if (annotation.Name == LabelKeys.AnnotationKind) values = annotation;
        }

        List<SchemaShape.Column> score = [], predicted = [];
        if (values is { } known)
        {
            if (known.ItemType is TextDataViewType) score.Add(Vector(SlotNames, known.ItemType));
            score.Add(Vector(TrainingLabelValues, known.ItemType));
            predicted.Add(Vector(LabelKeys.AnnotationKind, known.ItemType));
        }

        score.AddRange(Kinds());
        predicted.AddRange(Kinds());
        SchemaShape.Column[] added =
        [
            MLNetInternals.Column(scoreName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape(score)),
            MLNetInternals.Column(predictedName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, new SchemaShape(predicted)),
        ];
        return new SchemaShape(input.Where(column => added.All(add => add.Name != column.Name)).Concat(added));
    }

    /// <summary>The columns that a model adds to a schema; the score of an earlier model in it is counted on.</summary>
    public static IEnumerable<DataViewSchema.DetachedColumn> Columns(DataViewSchema input, int classes, KeyValues? keyValues, string scoreName, string predictedName)
    {
        uint setId = NextSetId(input);
        DataViewSchema.Annotations.Builder predicted = Kinds(setId, "PredictedLabel"), score = Kinds(setId, "Score");
        keyValues?.AddTo(predicted, LabelKeys.AnnotationKind);
        keyValues?.AddTo(score, TrainingLabelValues);
        if (keyValues is { AreTexts: true }) keyValues.AddTo(score, SlotNames);
        yield return new DataViewSchema.DetachedColumn(predictedName, new KeyDataViewType(typeof(uint), classes), predicted.ToAnnotations());
        yield return new DataViewSchema.DetachedColumn(scoreName, new VectorDataViewType(NumberDataViewType.Single, classes), score.ToAnnotations());
    }

    private static SchemaShape.Column Vector(string name, DataViewType item)
        => MLNetInternals.Column(name, SchemaShape.Column.VectorKind.Vector, item, false);

    private static IEnumerable<SchemaShape.Column> Kinds()
    {
        yield return MLNetInternals.Column(SetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true);
        yield return MLNetInternals.Column(ColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false);
        yield return MLNetInternals.Column(ValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false);
    }

    private static DataViewSchema.Annotations.Builder Kinds(uint setId, string valueKind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add<uint>(SetId, SetIdType, (ref uint value) => value = setId);
        annotations.Add<ReadOnlyMemory<char>>(ColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = Task.AsMemory());
        annotations.Add<ReadOnlyMemory<char>>(ValueKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
        return annotations;
    }

    /// <summary>The sets of score columns in a schema are numbered from 1.</summary>
    private static uint NextSetId(DataViewSchema schema)
    {
        uint largest = 0;
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(SetId) is not { Type: KeyDataViewType { RawType: var raw } } || raw != typeof(uint)) continue;
            uint id = 0;
            column.Annotations.GetValue(SetId, ref id);
            largest = Math.Max(largest, id);
        }

        return largest + 1;
    }
}
