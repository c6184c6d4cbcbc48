namespace Microsoft.ML.Data;

/// <summary>
/// What a row-to-row transformer does with rows of one input schema: the columns it adds, what they need, how their values are
/// computed. It is shared by all cursors, on any thread: what belongs to one cursor lives in the getters.
/// </summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    /// <summary>The columns that rows come with.</summary>
    public DataViewSchema InputSchema { get; } = inputSchema;

    /// <summary>The columns added to those of the input.</summary>
    public abstract IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

    /// <summary>The input columns that the values of <see cref="OutputColumns"/>[<paramref name="output"/>] are computed from.</summary>
    public abstract IEnumerable<DataViewSchema.Column> GetDependencies(int output);

    /// <summary>A ValueGetter of the raw type of <see cref="OutputColumns"/>[<paramref name="output"/>] that follows <paramref name="input"/>.</summary>
    public abstract Delegate CreateGetter(DataViewRow input, int output);
}
