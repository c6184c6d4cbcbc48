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

    private static VersionInfo Version => new(
        modelSignature: "IMGPXEXT",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(ImagePixelExtractingTransformer).Assembly.GetName().Name,
        loaderSignature: LoaderSignature);

    internal static ImagePixelExtractingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        return new(env.Register(nameof(ImagePixelExtractingTransformer)), PixelExtraction.Read(ctx.Reader), columns);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        _extraction.Write(ctx.Writer);
    }

    private sealed class Mapper : RowMapper
    {
        private readonly ImagePixelExtractingTransformer _owner;
        private readonly DataViewSchema.Column[] _inputs;
        private readonly ImageDataViewType[] _types;

        public Mapper(ImagePixelExtractingTransformer owner, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _owner = owner;
            _inputs = [.. owner.ColumnPairs.Select((_, i) => owner.InputColumn(inputSchema, i))];
            _types = Array.ConvertAll(_inputs, KnownSize);
            OutputColumns =
            [
                .. owner.ColumnPairs.Select((pair, i) => new DataViewSchema.DetachedColumn(pair.OutputColumnName, owner._extraction.TypeFor(_types[i]))),
            ];
        }

        public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

        public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => [_inputs[output]];

        public override Delegate CreateGetter(DataViewRow input, int output)
            => _owner._extraction.CreateGetter(input.GetGetter<MLImage?>(_inputs[output]), _types[output]);

        private static ImageDataViewType KnownSize(DataViewSchema.Column input)
            => ImageColumns.CheckImage(input) is { Height: > 0, Width: > 0 } type
                ? type
                : throw SchemaErrors.WrongType("inputSchema", "input", input.Name, "known-size image", "unknown-size image");
    }
}
