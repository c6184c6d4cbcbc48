namespace Microsoft.ML.Data;

/// <summary>Numbers texts; looks them up without making strings.</summary>
internal sealed class TextTermIndex : TermIndex<ReadOnlyMemory<char>>
{
    private readonly Dictionary<string, uint> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextTermIndex() => _lookup = _keys.GetAlternateLookup<ReadOnlySpan<char>>();

    public override int Count => _keys.Count;

    public override bool IsMissing(ReadOnlyMemory<char> value) => value.IsEmpty;

    public override bool TryAdd(ReadOnlyMemory<char> value) => !value.IsEmpty && _lookup.TryAdd(value.Span, (uint)_keys.Count + 1);

    public override uint Find(ReadOnlyMemory<char> value) => _lookup.TryGetValue(value.Span, out uint key) ? key : 0;
}
