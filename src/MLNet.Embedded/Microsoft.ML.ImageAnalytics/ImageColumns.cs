using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>The checks that estimators and transformers of pictures make of their input.</summary>
internal static class ImageColumns
{
    /// <exception cref="ArgumentOutOfRangeException">The column is not of pictures.</exception>
    public static ImageDataViewType CheckImage(DataViewSchema.Column column)
        => column.Type as ImageDataViewType ?? throw SchemaErrors.WrongType("inputSchema", "input", column.Name, "image", $"{column.Type}");

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or not of pictures.</exception>
    public static SchemaShape.Column ImageInput(this SchemaShape inputSchema, string name)
        => inputSchema.Scalar<ImageDataViewType>(name, "Image");

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or not of one value of that type a row.</exception>
    public static SchemaShape.Column Scalar<TType>(this SchemaShape inputSchema, string name, string typeName)
        where TType : DataViewType
    {
        SchemaShape.Column column = inputSchema.Input(name);
        return column is { ItemType: TType, Kind: SchemaShape.Column.VectorKind.Scalar }
            ? column
            : throw SchemaErrors.WrongType(nameof(inputSchema), "input", name, typeName, column.GetTypeString());
    }
}
