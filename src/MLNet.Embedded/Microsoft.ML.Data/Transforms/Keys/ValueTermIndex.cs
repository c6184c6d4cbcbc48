namespace Microsoft.ML.Data;

/// <summary>Numbers values that are compared by their default equality; 0 and -0 are equal.</summary>
internal sealed class ValueTermIndex<T> : TermIndex<T>
{
    // Raw types of items are never null.
#pragma warning disable CS8714
    private readonly Dictionary<T, uint> _keys = [];
#pragma warning restore CS8714

    public override int Count => _keys.Count;

    public override bool IsMissing(T value) => value is float.NaN or double.NaN;

    public override bool TryAdd(T value) => !IsMissing(value) && _keys.TryAdd(value, (uint)_keys.Count + 1);

    public override uint Find(T value) => _keys.TryGetValue(value, out uint key) ? key : 0;
}
