namespace Microsoft.ML.Data;

/// <summary>Counts how often each key occurs in a row.</summary>
internal sealed class KeyCounter(ValueGetter<VBuffer<uint>> readKeys, int keyCount)
{
    private readonly VectorBuilder<float> _counts = new();
    private VBuffer<uint> _keys;
    private uint[] _sorted = [];

    public ValueGetter<VBuffer<float>> GetGetter() => Get;

    private void Get(ref VBuffer<float> result)
    {
        readKeys(ref _keys);
        ReadOnlySpan<uint> values = _keys.GetValues();
        if (_sorted.Length < values.Length)
            _sorted = new uint[values.Length];
        Span<uint> sorted = _sorted.AsSpan(0, values.Length);
        values.CopyTo(sorted);
        sorted.Sort();

        // In proportion to the keys that the row has, not to those that there are.
        _counts.Reset(values.Length);
        for (int i = 0, next; i < sorted.Length; i = next)
        {
            for (next = i + 1; next < sorted.Length && sorted[next] == sorted[i];)
                next++;
            if (sorted[i] - 1 < (uint)keyCount)
                _counts.Add((int)sorted[i] - 1, next - i);
        }
        // ML.NET decides between sparse and dense before it sees that a key is not new.
        int last = values.LastIndexOfAnyExcept(0u);
        _counts.GetResult(keyCount, ref result, repeats: last >= 0 && values[..last].Contains(values[last]) ? 1 : 0);
    }
}
