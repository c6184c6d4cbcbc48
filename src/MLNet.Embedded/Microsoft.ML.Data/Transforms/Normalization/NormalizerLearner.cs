namespace Microsoft.ML.Data;

/// <summary>Learns a normaliser of one column while a cursor moves.</summary>
internal abstract class NormalizerLearner
{
    /// <param name="row">The row, or cursor, to read.</param>
    /// <param name="column">A column of Single or Double, or of vectors of them.</param>
    /// <param name="settings">What to learn.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is of another type.</exception>
    public static NormalizerLearner Create(DataViewRow row, DataViewSchema.Column column, NormalizerSettings settings)
    {
        Type item = ColumnTypes.ItemTypeOf(column.Type).RawType;
        if (column.Type is VectorDataViewType { IsKnownSize: false } || (item != typeof(float) && item != typeof(double)))
        {
            // The parameter is called as it is in ML.NET.
            throw new ArgumentOutOfRangeException(
                "srcType",
                $"Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. Got: {column.Type}. "
                    + $"The column is '{column.Name}'.");
        }
        return (settings.IsMinMax, item == typeof(float)) switch
        {
            (true, true) => new MinMaxLearner<float>(row, column, settings),
            (true, false) => new MinMaxLearner<double>(row, column, settings),
            (false, true) => new MeanVarianceLearner<float>(row, column, settings),
            (false, false) => new MeanVarianceLearner<double>(row, column, settings),
        };
    }

    /// <summary>Learns from the present row; false when it has seen all the rows it learns from.</summary>
    public abstract bool Collect();

    public abstract ColumnNormalizer Finish();
}
