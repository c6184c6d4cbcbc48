namespace Microsoft.ML.Data;

/// <summary>The type of the values of a column: what they mean, and the .NET type that holds them.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
        => RawType = rawType ?? throw new ArgumentNullException(nameof(rawType));

    /// <summary>The .NET type of one value; getters of a column of this type are <c>ValueGetter&lt;RawType&gt;</c>.</summary>
    public Type RawType { get; }

    /// <summary>Whether <paramref name="other"/> is the same type, with the same parameters (counts, sizes).</summary>
    public abstract bool Equals(DataViewType? other);
}
