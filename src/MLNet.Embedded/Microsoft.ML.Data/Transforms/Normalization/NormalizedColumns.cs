namespace Microsoft.ML.Data;

/// <summary>What is known of a column that is normalised: that it is, and the names of its slots.</summary>
internal static class NormalizedColumns
{
    public static DataViewSchema.Annotations Annotations(DataViewSchema.Column input)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Add(input.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
        return annotations.ToAnnotations();
    }

    /// <summary>The shape of the column made of <paramref name="input"/>.</summary>
    public static SchemaShape.Column Shape(string name, SchemaShape.Column input)
        => new(
            name, input.Kind, input.ItemType, isKey: false, new([SchemaShapes.Normalized, .. input.AnnotationsOf(AnnotationUtils.Kinds.SlotNames)]));
}
