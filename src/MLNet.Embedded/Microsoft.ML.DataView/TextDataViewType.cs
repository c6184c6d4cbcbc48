namespace Microsoft.ML.Data;

/// <summary>Text, held in <c>ReadOnlyMemory&lt;char&gt;</c>; empty text is the default value.</summary>
public sealed class TextDataViewType : PrimitiveDataViewType
{
    private TextDataViewType()
        : base(typeof(ReadOnlyMemory<char>))
    {
    }

    /// <summary>The one instance.</summary>
    public static TextDataViewType Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other) => ReferenceEquals(this, other);

    /// <summary>"String".</summary>
    public override string ToString() => "String";
}
