namespace Microsoft.ML.Data;

/// <summary>Goes over the rows of text streams, and reads the fields of active columns.</summary>
internal sealed class TextCursor : DataViewRowCursor
{
    private readonly DataViewSchema _schema;
    private readonly bool[] _isActive;
    private readonly ParseReport _report;
    private readonly LineReader _lines;
    private readonly FieldScanner _fields;
    private readonly TextValue?[] _values;
    private readonly TextValue[] _activeValues;
    private long _position = -1;
    private bool _isAtEnd;
    private bool _isDisposed;

    /// <param name="schema">The columns as the user sees them.</param>
    /// <param name="columns">The same columns, and where they are read from.</param>
    /// <param name="isActive">Which of them are read.</param>
    /// <param name="format">How lines are divided and fields read.</param>
    /// <param name="source">The streams.</param>
    /// <param name="report">Told of what is bad; the cursor owns it.</param>
    public TextCursor(
        DataViewSchema schema, TextColumn[] columns, bool[] isActive, TextFormat format, IMultiStreamSource source, ParseReport report)
    {
        _schema = schema;
        _isActive = isActive;
        _report = report;
        _values = [.. columns.Select((column, i) => isActive[i] ? TextValue.Create(column, format, report) : null)];
        _activeValues = [.. _values.OfType<TextValue>()];
        int lastNeeded = columns.Where((_, i) => isActive[i]).Select(column => column.LastSource).DefaultIfEmpty(0).Max();
        _fields = new(format, format.InputSize > 0 ? Math.Min(lastNeeded, format.InputSize - 1) : lastNeeded, report);
        _lines = new(source, format, format.HasHeader, format.MaxRows);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _isActive[_schema.CheckedIndex(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = _schema.CheckedActiveIndex(column, _isActive);
        return _values[index]!.GetGetter() as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(_schema[index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

    public override bool MoveNext()
    {
        if (_isAtEnd || !_lines.TryRead(out TextLine line))
        {
            _isAtEnd = true;
            _position = -1;
            foreach (TextValue value in _activeValues)
                value.HasRow = false;
            return false;
        }
        _position++;
        _report.Row();
        if (_activeValues.Length > 0)
            _fields.Scan(line);
        foreach (TextValue value in _activeValues)
        {
            value.Read(_fields, line.Number);
            value.HasRow = true;
        }
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _lines.Dispose();
            _report.Dispose();
        }
        base.Dispose(disposing);
    }
}
