using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The members of <typeparamref name="TRow"/> that stand for columns.</summary>
internal static class BoundSchema<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TRow>
    where TRow : class
{
    /// <summary>The columns of <paramref name="definition"/>; null: those that the class itself says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The definition names a member that is not there, or a type it cannot hold.</exception>
    public static BoundColumn[] From(SchemaDefinition? definition, SchemaDefinition.Direction direction)
        => [.. (definition ?? SchemaDefinition.Create(typeof(TRow), direction)).Select(Bind)];

    /// <summary>The definition of the class in which columns have the types and annotations of <paramref name="schema"/>.</summary>
    /// <exception cref="InvalidOperationException">The class has no member for a column.</exception>
    public static SchemaDefinition DefinitionFor(DataViewSchema schema)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema.Where(column => !column.IsHidden))
        {
            SchemaDefinition.Column found = definition[column.Name]
                ?? throw Marked.InvalidOperation($"Type should contain a member named {column.Name}: {typeof(TRow)} has none for this column.");
            found.ColumnType = column.Type;
            found.SetAnnotations(column.Annotations);
        }
        return definition;
    }

    /// <summary>The schema of bound columns.</summary>
    public static DataViewSchema SchemaOf(IEnumerable<BoundColumn> columns)
    {
        DataViewSchema.Builder builder = new();
        foreach (BoundColumn column in columns)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }
        return builder.ToSchema();
    }

    private static BoundColumn Bind(SchemaDefinition.Column column)
    {
        MemberInfo member = typeof(TRow).GetField(column.MemberName)
            ?? (MemberInfo?)typeof(TRow).GetProperty(column.MemberName)
            ?? throw new ArgumentOutOfRangeException(
                "userSchemaDefinition", $"No field or property with name '{column.MemberName}' found in type '{typeof(TRow)}'");
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        BoundColumn bound = new(member, name, column.ColumnType ?? MemberTypes.ColumnTypeOf(member), column.Annotations);
        return bound.Fits(bound.Type)
            ? bound
            : throw new ArgumentOutOfRangeException(
                "userSchemaDefinition",
                $"Column '{name}' is supposed to be of type {bound.Type}, but member '{column.MemberName}' of type {bound.MemberType} cannot hold it.");
    }
}
