using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Scoring.Heads;

/// <summary>What the outputs of a network mean: which columns they become, and how.</summary>
internal abstract class OutputHead
{
    /// <summary>Annotation with the names of a vector's values.</summary>
    public const string SlotNames = "SlotNames";

    /// <summary>Column that gets the scores.</summary>
    public required string ScoreColumnName { get; init; }

    /// <summary>The columns that are added to those of an input; the index of each is that of <see cref="GetGetter"/>.</summary>
    public abstract IEnumerable<DataViewSchema.DetachedColumn> Columns(DataViewSchema input);

    /// <summary>Turns a row's outputs into scores, in place.</summary>
    public virtual void Apply(Span<float> outputs)
    {
    }

    /// <summary>A ValueGetter for one of the columns.</summary>
    /// <param name="column">Index into <see cref="Columns"/>.</param>
    /// <param name="outputs">Where the scores of the present row are.</param>
    public abstract Delegate GetGetter(int column, RowOutputs outputs);

    /// <summary>Writes what a loader needs to make the head again.</summary>
    public abstract void Write(BinaryWriter writer);

    /// <summary>The promise to name the slots of a vector as those of a label are named.</summary>
    private protected static SchemaShape.Column[] PromiseNames(SchemaShape.Column label)
        => [.. label.Annotations.Where(annotation => annotation.Name == SlotNames && annotation.ItemType is TextDataViewType)];

    /// <summary>Type of a column with one value a row, or one an output.</summary>
    private protected static DataViewType TypeOf(PrimitiveDataViewType item, int? slots) => slots is { } size ? new VectorDataViewType(item, size) : item;

    /// <summary>A getter of one value a row, or of one an output.</summary>
    private protected static Delegate Getter<T>(RowOutputs outputs, bool isVector, Func<float, T> convert) => isVector
        ? (ValueGetter<VBuffer<T>>)((ref VBuffer<T> values) =>
        {
            ReadOnlySpan<float> row = outputs();
            VBufferEditor<T> editor = VBufferEditor.Create(ref values, row.Length);
            for (int j = 0; j < row.Length; j++) editor.Values[j] = convert(row[j]);
            values = editor.Commit();
        })
        : (ValueGetter<T>)((ref T value) => value = convert(outputs()[0]));
}
