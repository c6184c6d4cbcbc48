namespace Microsoft.ML.Data;

/// <summary>The object whose members the getters of a row read.</summary>
internal sealed class CurrentObject<TRow>
    where TRow : class
{
    /// <summary>Null before the first row and after the last.</summary>
    public TRow? Value;
}
