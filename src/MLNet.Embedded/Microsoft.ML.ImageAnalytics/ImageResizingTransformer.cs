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

    private static VersionInfo Version => new(
        modelSignature: "IMGSCALT",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(ImageResizingTransformer).Assembly.GetName().Name,
        loaderSignature: LoaderSignature);

    internal static ImageResizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        return new(env.Register(nameof(ImageResizingTransformer)), ImageResizing.Read(ctx.Reader), columns);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema)
    {
        DataViewSchema.Column[] inputs = [.. ColumnPairs.Select((_, i) => InputColumn(schema, i))];
        Array.ForEach(inputs, input => ImageColumns.CheckImage(input));
        return new ImageMapper(
            schema,
            inputs,
            [.. ColumnPairs.Select(pair => new DataViewSchema.DetachedColumn(pair.OutputColumnName, _resizing.Type))],
            _resizing.Apply);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        _resizing.Write(ctx.Writer);
    }
}
