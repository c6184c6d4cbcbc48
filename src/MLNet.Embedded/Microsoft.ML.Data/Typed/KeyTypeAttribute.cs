namespace Microsoft.ML.Data;

/// <summary>Makes an unsigned integer member a key column; its values are 0-based going in and 1-based coming out.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    /// <summary>A key of <paramref name="count"/> values.</summary>
    public KeyTypeAttribute(ulong count) => Count = count;

    internal ulong Count { get; }
}
