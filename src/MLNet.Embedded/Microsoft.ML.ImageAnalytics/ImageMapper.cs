using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes of the picture of each row another picture.</summary>
/// <param name="inputSchema">The columns that rows come with.</param>
/// <param name="pairs">The columns to make, and those of pictures that they are made of.</param>
/// <param name="typeOf">The type of what is made of pictures of a type.</param>
/// <param name="change">Makes a new picture; it leaves the old one as it is.</param>
internal sealed class ImageMapper(
    DataViewSchema inputSchema,
    (string OutputColumnName, string InputColumnName)[] pairs,
    Func<ImageDataViewType, ImageDataViewType> typeOf,
    Func<MLImage, MLImage> change)
    : OneToOneMapper(inputSchema, pairs)
{
    public override Delegate CreateGetter(DataViewRow input, int output)
    {
        ValueGetter<MLImage?> read = input.GetGetter<MLImage?>(Inputs[output]);
        // Kept from row to row: whoever made it disposes it when it is read again. It may be the user's own.
        MLImage? source = null;
        ValueGetter<MLImage?> getter = (ref MLImage? image) =>
        {
            image?.Dispose();
            image = null;
            read(ref source);
            if (source is not null)
            {
                image = change(source);
                image.Tag = source.Tag;
            }
        };
        return getter;
    }

    protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        => new(name, typeOf(ImageColumns.CheckImage(Inputs[output])));
}
