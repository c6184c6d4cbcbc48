namespace Microsoft.ML.Data;

/// <summary>Finds keys of values.</summary>
internal static class TermIndex
{
    public static TermIndex<T> Create<T>()
        => typeof(T) == typeof(ReadOnlyMemory<char>) ? (TermIndex<T>)(object)new TextTermIndex() : new ValueTermIndex<T>();
}
