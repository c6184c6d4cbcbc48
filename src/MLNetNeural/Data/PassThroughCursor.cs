using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Data;

/// <summary>Rows of an input under a schema that has further columns, none of which is asked for.</summary>
/// <param name="schema">The input's columns followed by others.</param>
/// <param name="input">The rows; the cursor owns and disposes it.</param>
internal class PassThroughCursor(DataViewSchema schema, DataViewRowCursor input) : DataViewRowCursor
{
    /// <inheritdoc/>
    public override DataViewSchema Schema => schema;

    /// <inheritdoc/>
    public override long Position => Input.Position;

    /// <inheritdoc/>
    public override long Batch => Input.Batch;

    /// <summary>The rows of the input.</summary>
    protected DataViewRowCursor Input { get; } = input;

    /// <inheritdoc/>
    public override bool MoveNext() => Input.MoveNext();

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        ColumnGetter.CheckBelongs(schema, column);
        return column.Index < Input.Schema.Count && Input.IsColumnActive(Input.Schema[column.Index]);
    }

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnGetter.CheckBelongs(schema, column);
        return column.Index < Input.Schema.Count
            ? Input.GetGetter<TValue>(Input.Schema[column.Index])
            : throw ColumnGetter.NotActive(column);
    }

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Input.Dispose();
        }

        base.Dispose(disposing);
    }
}
