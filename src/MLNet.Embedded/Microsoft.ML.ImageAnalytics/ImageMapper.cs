using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes of the picture of each row another picture.</summary>
/// <param name="inputSchema">The columns that rows come with.</param>
/// <param name="inputs">The columns of pictures.</param>
/// <param name="outputs">The columns made of them.</param>
/// <param name="change">Makes a new picture; it leaves the old one as it is.</param>
internal sealed class ImageMapper(
    DataViewSchema inputSchema, DataViewSchema.Column[] inputs, DataViewSchema.DetachedColumn[] outputs, Func<MLImage, MLImage> change)
    : RowMapper(inputSchema)
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns => outputs;

    public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => [inputs[output]];

    public override Delegate CreateGetter(DataViewRow input, int output)
    {
        ValueGetter<MLImage?> read = input.GetGetter<MLImage?>(inputs[output]);
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
}
