namespace Microsoft.ML.Data;

/// <summary>What estimators do with the shapes of schemas.</summary>
internal static class SchemaShapes
{
    /// <summary>The annotation IsNormalized.</summary>
    public static SchemaShape.Column Normalized { get; } = new(
        AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false);

    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static SchemaShape.Column Input(this SchemaShape inputSchema, string name)
        => inputSchema.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw SchemaErrors.MissingColumn(nameof(inputSchema), "input", name);

    /// <summary>The shape with more columns; one of an equal name takes the place of the earlier.</summary>
    public static SchemaShape With(this SchemaShape shape, IEnumerable<SchemaShape.Column> columns)
    {
        OrderedDictionary<string, SchemaShape.Column> result = [];
        foreach (SchemaShape.Column column in shape.Concat(columns))
            result[column.Name] = column;
        return new(result.Values);
    }

    /// <summary>The annotations of those kinds that the column has.</summary>
    public static IEnumerable<SchemaShape.Column> AnnotationsOf(this SchemaShape.Column column, params string[] kinds)
        => column.Annotations.Where(annotation => kinds.Contains(annotation.Name));

    public static SchemaShape.Column VectorAnnotation(string kind, DataViewType itemType, bool isKey = false)
        => new(kind, SchemaShape.Column.VectorKind.Vector, itemType, isKey);

    public static bool HasSlotNames(this SchemaShape.Column column)
        => column.Kind == SchemaShape.Column.VectorKind.Vector
            && column.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out SchemaShape.Column names)
            && names.Kind == SchemaShape.Column.VectorKind.Vector
            && names.ItemType is TextDataViewType;

    public static bool IsNormalized(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(AnnotationUtils.Kinds.IsNormalized, out SchemaShape.Column flag)
            && flag.Kind == SchemaShape.Column.VectorKind.Scalar
            && flag.ItemType is BooleanDataViewType;
}
