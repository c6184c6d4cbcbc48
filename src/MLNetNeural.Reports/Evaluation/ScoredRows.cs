using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;
using MLNetNeural.Scoring;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Goes over test rows with their labels and scores, once.</summary>
internal sealed class ScoredRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;

    /// <summary>Before the first row.</summary>
    /// <param name="prepared">Rows as the network gets them.</param>
    /// <param name="network">The network.</param>
    /// <param name="labelColumnName">Column of what is true.</param>
    /// <param name="needsFeatures">Whether features are looked at.</param>
    /// <param name="loader">What made the features of image files; null for nothing.</param>
    /// <exception cref="ArgumentException">There is no such label column.</exception>
    public ScoredRows(IDataView prepared, MlpTransformer network, string labelColumnName, bool needsFeatures, ImageTensorTransformer? loader)
    {
        IDataView scored = network.Transform(prepared);
        Label = scored.Schema.GetColumnOrNull(labelColumnName) ?? throw new ArgumentException(
            $"The test data have no label column '{labelColumnName}'; the columns are {string.Join(", ", scored.Schema.Where(column => !column.IsHidden).Select(column => column.Name))}: set ReportOptions.LabelColumnName.");
        DataViewSchema.Column features = scored.Schema[network.FeatureColumnName], scores = scored.Schema[network.ScoreColumnName];
        DataViewSchema.Column? source = loader is null ? null : scored.Schema.GetColumnOrNull(loader.Options.InputColumnName);
        List<DataViewSchema.Column> needed = [Label, scores];
        if (needsFeatures) needed.Add(features);
        if (needsFeatures && source is { } path) needed.Add(path);
        _cursor = scored.GetRowCursor(needed);
        Scores = FeatureReader.Of(_cursor, scores);
        Features = needsFeatures ? FeatureReader.Of(_cursor, features) : null;
        Source = needsFeatures && source is { } column ? FileNames(_cursor, column) : () => null;
    }

    /// <summary>The label column.</summary>
    public DataViewSchema.Column Label { get; }

    /// <summary>The scores of the row.</summary>
    public Func<float[]> Scores { get; }

    /// <summary>The features of the row; null where they are not needed.</summary>
    public Func<float[]>? Features { get; }

    /// <summary>The name of the row's file; null where there is none.</summary>
    public Func<string?> Source { get; }

    /// <summary>Rows that were left out, because their label or their scores are missing.</summary>
    public long LeftOut { get; set; }

    /// <summary>Goes to the next row.</summary>
    public bool MoveNext() => _cursor.MoveNext();

    /// <summary>A function that gives the label of the row.</summary>
    public ValueGetter<T> LabelGetter<T>() => _cursor.GetGetter<T>(Label);

    /// <summary>A function that gives the label's numbers, or truth values as 0 and 1.</summary>
    /// <exception cref="ArgumentException">The column is of another type.</exception>
    public Func<float[]> LabelNumbers() => Label.Type switch
    {
        BooleanDataViewType => Truths(_cursor.GetGetter<bool>(Label)),
        VectorDataViewType { ItemType: BooleanDataViewType } => TruthVectors(_cursor.GetGetter<VBuffer<bool>>(Label)),
        _ when Label.Type == NumberDataViewType.Single || (Label.Type as VectorDataViewType)?.ItemType == NumberDataViewType.Single => FeatureReader.Of(_cursor, Label),
        _ => throw new ArgumentException($"The label column '{Label.Name}' of the test data must be as in training, got {Label.Type}."),
    };

    /// <inheritdoc/>
    public void Dispose() => _cursor.Dispose();

    private static Func<string?> FileNames(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> path = default;
        return () =>
        {
            getter(ref path);
            return Path.GetFileName(path.ToString()); // where somebody's files lie is nobody's business
        };
    }

    private static Func<float[]> Truths(ValueGetter<bool> getter) => () =>
    {
        bool value = false;
        getter(ref value);
        return [value ? 1 : 0];
    };

    private static Func<float[]> TruthVectors(ValueGetter<VBuffer<bool>> getter)
    {
        VBuffer<bool> buffer = default;
        return () =>
        {
            getter(ref buffer);
            return [.. buffer.DenseValues().Select(value => value ? 1f : 0)];
        };
    }
}
