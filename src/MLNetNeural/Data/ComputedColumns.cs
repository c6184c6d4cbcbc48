using Microsoft.ML;

namespace MLNetNeural.Data;

/// <summary>Columns that are computed, row by row, from columns of an input: what a transformer adds to a schema.</summary>
internal abstract class ComputedColumns
{
    protected ComputedColumns(DataViewSchema inputSchema, IEnumerable<DataViewSchema.DetachedColumn> added, params ReadOnlySpan<DataViewSchema.Column> sources)
    {
        InputSchema = inputSchema;
        Sources = [.. sources];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        foreach (DataViewSchema.DetachedColumn column in added) builder.AddColumn(column.Name, column.Type, column.Annotations);
        OutputSchema = builder.ToSchema();
    }

    /// <summary>The columns of the input.</summary>
    public DataViewSchema InputSchema { get; }

    /// <summary>The columns of the input, then the computed ones.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>The columns of the input that computing needs.</summary>
    public IReadOnlyList<DataViewSchema.Column> Sources { get; }

    /// <summary>
    /// Whether rows can be left out. Then the number of rows is known only at the end, and every cursor computes, whatever
    /// it is asked for: all cursors must leave out the same rows.
    /// </summary>
    public virtual bool MayDropRows => false;

    /// <summary>Something that computes for one cursor, or for one row.</summary>
    /// <param name="singleRow">True for one row after the other as they come, false for blocks of a cursor.</param>
    public abstract BlockComputation CreateComputation(bool singleRow);

    /// <summary>Whether some columns of <see cref="OutputSchema"/> can only be had by computing.</summary>
    public bool NeedsComputing(bool[] active) => MayDropRows || active.AsSpan(InputSchema.Count).Contains(true);

    /// <summary>The columns of the input that are needed for some columns of <see cref="OutputSchema"/>.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(bool[] active)
    {
        bool computed = NeedsComputing(active);
        return InputSchema.Where(column => active[column.Index] || (computed && Sources.Any(source => source.Index == column.Index)));
    }
}
