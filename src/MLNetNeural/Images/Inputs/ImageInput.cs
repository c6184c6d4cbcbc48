using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetNeural.Images.Inputs;

/// <summary>Reads the images of a column into slots, whatever the column has of them, and makes pixels of them.</summary>
internal abstract class ImageInput
{
    /// <summary>What the column of images may be.</summary>
    public const string AcceptedTypes = "text (the path of an image), a vector of bytes (an encoded image) or an image (MLImage)";

    /// <summary>Whether a slot can be loaded after the input has moved on.</summary>
    public virtual bool CanWait => true;

    /// <summary>What a column has of images; null when it is none of <see cref="AcceptedTypes"/>.</summary>
    public static ImageInputKind? KindOf(DataViewType type) => type switch
    {
        TextDataViewType => ImageInputKind.Path,
        VectorDataViewType { ItemType: NumberDataViewType { RawType: var item } } when item == typeof(byte) => ImageInputKind.Encoded,
        ImageDataViewType => ImageInputKind.Decoded,
        _ => null,
    };

    /// <summary>What a column that is promised has of images; null when it is none of <see cref="AcceptedTypes"/>.</summary>
    public static ImageInputKind? KindOf(SchemaShape.Column column)
        => column.Kind == SchemaShape.Column.VectorKind.Scalar ? KindOf(column.ItemType)
            : column.ItemType.RawType == typeof(byte) && !column.IsKey ? ImageInputKind.Encoded
            : null;

    /// <summary>Obtains the getters and makes room for the slots.</summary>
    /// <param name="input">The rows to come.</param>
    /// <param name="column">The column of images, of one of the accepted types.</param>
    /// <param name="slots">Number of slots.</param>
    /// <param name="naming">How rows without a path are named.</param>
    public static ImageInput Create(DataViewRow input, DataViewSchema.Column column, int slots, RowNaming naming) => KindOf(column.Type) switch
    {
        ImageInputKind.Path => new PathInput(input, column, slots),
        ImageInputKind.Encoded => new EncodedInput(input, column, slots, new RowNames(input, column.Name, slots, naming)),
        _ => new DecodedInput(input, column, new RowNames(input, column.Name, slots, naming)),
    };

    /// <summary>What tells the image of the input's present row from others whenever the rows are read: its path, or the row's id.</summary>
    public static Func<string> KeyGetter(DataViewRow input, DataViewSchema.Column column)
    {
        if (KindOf(column.Type) == ImageInputKind.Path)
        {
            ValueGetter<ReadOnlyMemory<char>> path = input.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                path(ref text);
                return text.ToString();
            };
        }

        ValueGetter<DataViewRowId> getter = input.GetIdGetter();
        return () =>
        {
            DataViewRowId id = default;
            getter(ref id);
            return id.ToString();
        };
    }

    /// <summary>Reads the input's present row into a slot.</summary>
    public abstract void Read(int slot);

    /// <summary>Makes pixels of the image in a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="loader">Makes them.</param>
    /// <param name="pixels">Overwritten; empty when the image is only to be tried.</param>
    /// <returns>Whether the image is stored turned and was left so.</returns>
    /// <exception cref="InvalidImageException">There is no usable image.</exception>
    public abstract bool Load(int slot, ImageTensorLoader loader, Span<byte> pixels);

    /// <summary>What <see cref="KeyGetter"/> says of the row in a slot.</summary>
    public abstract string KeyOf(int slot);

    /// <summary>How messages name the image in a slot.</summary>
    public abstract ImageName NameOf(int slot, ImageTensorLoader loader);
}
