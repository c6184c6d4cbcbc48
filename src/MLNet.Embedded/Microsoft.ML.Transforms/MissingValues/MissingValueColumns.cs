namespace Microsoft.ML.Data;

/// <summary>The columns that may have NaN: Single, Double and vectors of them.</summary>
internal static class MissingValueColumns
{
    private const string ExpectedType = "Single or Double, which have NaN, or a vector of them";

    /// <exception cref="ArgumentOutOfRangeException">The column is of another type.</exception>
    public static void Check(DataViewSchema.Column input)
    {
        if (!ColumnNumbers.IsReal(ColumnTypes.ItemTypeOf(input.Type)))
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, ExpectedType, input.Type.ToString()!);
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is of another type.</exception>
    public static void Check(SchemaShape.Column input)
    {
        if (!ColumnNumbers.IsReal(input.ItemType))
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, ExpectedType, input.GetTypeString());
    }
}
