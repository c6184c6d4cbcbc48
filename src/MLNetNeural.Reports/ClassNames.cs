using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Reports;

/// <summary>The names of the classes that a classifier tells apart.</summary>
public static class ClassNames
{
    /// <summary>The names in the order of the scores, which is also that of a confusion matrix; null where the column has none.</summary>
    /// <param name="scored">The output of a classifier's Transform.</param>
    /// <param name="scoreColumnName">Its column of scores. Default: "Score".</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static IReadOnlyList<string>? Of(IDataView scored, string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(scored);
        DataViewSchema.Column column = scored.Schema.GetColumnOrNull(scoreColumnName)
            ?? throw new ArgumentException($"There is no score column '{scoreColumnName}'; the columns are {string.Join(", ", scored.Schema.Select(c => c.Name))}.", nameof(scoreColumnName));
        if (!column.HasSlotNames()) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
