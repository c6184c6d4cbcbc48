namespace Microsoft.ML.Data;

/// <summary>Gives a member of a user's class a column type of its own, such as an image; derived attributes name the type.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false, Inherited = true)]
public abstract class DataViewTypeAttribute : Attribute, IEquatable<DataViewTypeAttribute>
{
    /// <summary>For derived attributes.</summary>
    protected DataViewTypeAttribute()
    {
    }

    /// <summary>Whether <paramref name="other"/> stands for the same column type.</summary>
    public abstract bool Equals(DataViewTypeAttribute? other);

    /// <summary>Makes the pair of .NET type and column type known to <see cref="DataViewTypeManager"/>.</summary>
    public abstract void Register();
}
