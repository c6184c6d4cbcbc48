namespace Microsoft.ML.Data;

/// <summary>Gives the column of a member another name than the member's.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class ColumnNameAttribute : Attribute
{
    /// <summary>The column is called <paramref name="name"/>.</summary>
    public ColumnNameAttribute(string name) => Name = name;

    internal string Name { get; }
}
