namespace Microsoft.ML.Data;

/// <summary>The value of a scalar column.</summary>
internal sealed class TextScalar<T>(TextColumn column, TextFormat format, ParseReport report, FieldParser<T> parse)
    : TextValue(column, format, report)
{
    private readonly int _source = column.Segments[0].First;
    private T _value = default!;

    public override void Read(FieldScanner fields, long line)
    {
        if (!fields.TryGet(_source, out ReadOnlySpan<byte> text) || !IsRead(text))
            _value = MissingValue<T>();
        else if (!parse(text, out _value))
            Fail(text, line, slot: null);
    }

    public override Delegate GetGetter() => (ValueGetter<T>)Get;

    private void Get(ref T value)
    {
        CheckRow();
        value = _value;
    }
}
