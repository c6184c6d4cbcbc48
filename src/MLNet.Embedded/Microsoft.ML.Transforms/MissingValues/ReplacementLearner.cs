using static Microsoft.ML.Transforms.MissingValueReplacingEstimator;

namespace Microsoft.ML.Data;

/// <summary>Learns what replaces NaN in one column while a cursor moves.</summary>
internal abstract class ReplacementLearner
{
    /// <param name="row">The row, or cursor, to read.</param>
    /// <param name="column">A column of Single or Double, or of vectors of them.</param>
    /// <param name="mode">What to learn.</param>
    /// <param name="bySlot">Whether each slot of a vector of known size has a number of its own.</param>
    public static ReplacementLearner Create(DataViewRow row, DataViewSchema.Column column, ReplacementMode mode, bool bySlot)
        => ColumnTypes.ItemTypeOf(column.Type).RawType == typeof(float)
            ? new ReplacementLearner<float>(row, column, mode, bySlot)
            : new ReplacementLearner<double>(row, column, mode, bySlot);

    /// <summary>Learns from the present row.</summary>
    public abstract void Collect();

    public abstract MissingReplacement Finish();
}
