using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(
    typeof(ImagePixelExtractingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Image Pixel Extractor Transform",
    ImagePixelExtractingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes pictures vectors of their colours; see <see cref="ImagePixelExtractingEstimator"/>.</summary>
public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImagePixelExtractor";

    private readonly PixelExtraction _extraction;

    internal ImagePixelExtractingTransformer(IHost host, PixelExtraction extraction, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
        => _extraction = extraction;

    private static VersionInfo Version => VersionInfo.First("IMGPXEXT", LoaderSignature);

    internal static ImagePixelExtractingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        return new(env.Register(nameof(ImagePixelExtractingTransformer)), PixelExtraction.Read(ctx.Reader), columns);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _extraction);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        _extraction.Write(ctx.Writer);
    }

    private sealed class Mapper(DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, PixelExtraction extraction)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output)
            => extraction.CreateGetter(input.GetGetter<MLImage?>(Inputs[output]), KnownSize(Inputs[output]));

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output) => new(name, extraction.TypeFor(KnownSize(Inputs[output])));

        private static ImageDataViewType KnownSize(DataViewSchema.Column input)
            => ImageColumns.CheckImage(input) is { Height: > 0, Width: > 0 } type
                ? type
                : throw SchemaErrors.WrongType("inputSchema", "input", input.Name, "known-size image", "unknown-size image");
    }
}
