using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Persistence;

namespace MLNetNeural.Scoring;

/// <summary>Makes the columns of one model's scores, annotated as those of ML.NET's own trainers.</summary>
/// <param name="input">The columns that are there; the scores of an earlier model among them are counted on.</param>
/// <param name="task">What the scores are, as in "Regression".</param>
internal sealed class ScoreSet(DataViewSchema input, string task)
{
    private const string SetId = "ScoreColumnSetId";
    private const string ColumnKind = "ScoreColumnKind";
    private const string ValueKind = "ScoreValueKind";

    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    private readonly uint _id = NextId(input);

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="valueKind">"Score", "Probability" or "PredictedLabel".</param>
    /// <param name="annotate">Adds further annotations.</param>
    public DataViewSchema.DetachedColumn Column(string name, DataViewType type, string valueKind, Action<DataViewSchema.Annotations.Builder>? annotate = null)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add<uint>(SetId, SetIdType, (ref uint value) => value = _id);
        annotations.Add<ReadOnlyMemory<char>>(ColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = task.AsMemory());
        annotations.Add<ReadOnlyMemory<char>>(ValueKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
        annotate?.Invoke(annotations);
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    /// <summary>What a trainer promises of a column before it has data.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Whether it is a vector.</param>
    /// <param name="itemType">Type of a value.</param>
    /// <param name="isKey">Whether the values are keys.</param>
    /// <param name="annotations">Further annotations than those of every score.</param>
    public static SchemaShape.Column Promise(
        string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey = false, params IEnumerable<SchemaShape.Column> annotations)
        => MLNetInternals.Column(name, kind, itemType, isKey, new SchemaShape([
            .. annotations,
            Annotation(SetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true),
            Annotation(ColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance),
            Annotation(ValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance),
        ]));

    /// <summary>What a trainer promises of an annotation.</summary>
    public static SchemaShape.Column Annotation(string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey = false)
        => MLNetInternals.Column(name, kind, itemType, isKey);

    /// <summary>The sets of score columns in a schema are numbered from 1.</summary>
    private static uint NextId(DataViewSchema schema)
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
