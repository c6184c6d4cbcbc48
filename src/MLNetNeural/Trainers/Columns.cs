using Microsoft.ML;

namespace MLNetNeural.Trainers;

/// <summary>Finds columns, and says what there is when one is missing.</summary>
internal static class Columns
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role)
        => schema.GetColumnOrNull(name) ?? throw Missing(name, role, schema.Where(column => !column.IsHidden).Select(column => column.Name));

    public static SchemaShape.Column Find(SchemaShape schema, string name, string role)
    {
        foreach (SchemaShape.Column column in schema)
        {
            if (column.Name == name) return column;
        }

        throw Missing(name, role, schema.Select(column => column.Name));
    }

    /// <summary>The error of a column that cannot be used, of the type that ML.NET has for it.</summary>
    public static ArgumentOutOfRangeException Wrong(string message) => new("inputSchema", message);

    private static ArgumentOutOfRangeException Missing(string name, string role, IEnumerable<string> there) => new(
        "inputSchema", $"Could not find the {role} column '{name}'; the columns are {string.Join(", ", there.Select(column => $"'{column}'"))}.");
}
