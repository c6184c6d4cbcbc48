using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Image.Drawing;

[assembly: LoadableClass(
    typeof(ImageGrayscalingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Image Grayscale Transform",
    ImageGrayscalingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

/// <summary>Takes the colour out of pictures; see <see cref="ImageGrayscalingEstimator"/>.</summary>
public sealed class ImageGrayscalingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageGrayscaleTransform";

    internal ImageGrayscalingTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
    }

    private static VersionInfo Version => VersionInfo.First("IMGGRAYT", LoaderSignature);

    internal static ImageGrayscalingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(ImageGrayscalingTransformer)), ColumnPairCodec.Read(ctx.Reader));
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new ImageMapper(schema, ColumnPairs, type => type, Grayscale.Of);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
    }
}
