using Microsoft.ML;

namespace MLNetNeural.Data;

/// <summary>Copies of text: the input may reuse its characters, and a consumer may keep ours.</summary>
internal sealed class TextColumnBuffer(DataViewRow input, DataViewSchema.Column column, int slots) : ColumnBuffer
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = input.GetGetter<ReadOnlyMemory<char>>(column);
    private readonly string[] _values = new string[slots];
    private ReadOnlyMemory<char> _text;
    private string _last = "";

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        _getter(ref _text);

        // Labels repeat; a string is made only when the text changes.
        if (!_text.Span.SequenceEqual(_last))
        {
            _last = _text.ToString();
        }

        _values[slot] = _last;
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(ISlotRow row)
        => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = _values[row.Slot].AsMemory());
}
