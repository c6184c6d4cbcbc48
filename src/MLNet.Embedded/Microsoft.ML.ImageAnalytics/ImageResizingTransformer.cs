using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(
    typeof(ImageResizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Image Resizer Transform",
    ImageResizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

/// <summary>Gives pictures one size; see <see cref="ImageResizingEstimator"/>.</summary>
public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageScalerTransform";

    private readonly ImageResizing _resizing;

    internal ImageResizingTransformer(IHost host, ImageResizing resizing, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
        => _resizing = resizing;

    private static VersionInfo Version => VersionInfo.First("IMGSCALT", LoaderSignature);

    internal static ImageResizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        return new(env.Register(nameof(ImageResizingTransformer)), ImageResizing.Read(ctx.Reader), columns);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new ImageMapper(schema, ColumnPairs, _ => _resizing.Type, _resizing.Apply);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        _resizing.Write(ctx.Writer);
    }
}
