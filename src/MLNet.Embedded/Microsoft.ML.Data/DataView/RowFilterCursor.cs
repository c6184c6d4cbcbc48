namespace Microsoft.ML.Data;

/// <summary>Moves over another cursor and stops at the rows that pass.</summary>
/// <param name="input">The cursor to move; it is owned.</param>
/// <param name="columns">The columns asked for; the input may read more.</param>
internal abstract class RowFilterCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columns) : DataViewRowCursor
{
    private readonly bool[] _isActive = input.Schema.ActiveSet(columns);
    private long _position = -1;
    private bool _isAtEnd;

    public sealed override long Position => _position;

    public sealed override long Batch => Input.Batch;

    public sealed override DataViewSchema Schema => Input.Schema;

    protected DataViewRowCursor Input { get; } = input;

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => _isActive[Schema.CheckedIndex(column)];

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Schema.CheckedActiveIndex(column, _isActive);
        return Input.GetGetter<TValue>(column);
    }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public sealed override bool MoveNext()
    {
        _isAtEnd = _isAtEnd || !MoveToNextThatPasses();
        _position = _isAtEnd ? -1 : _position + 1;
        return !_isAtEnd;
    }

    /// <summary>Moves the input; false at the end. Not called again after that.</summary>
    protected abstract bool MoveToNextThatPasses();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
        base.Dispose(disposing);
    }
}
