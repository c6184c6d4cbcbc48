using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(
    typeof(ImageLoadingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Image Loader Transform",
    ImageLoadingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Loads pictures from files when they are read; the tag of a picture is its path.</summary>
public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    /// <summary>The folder that paths start from, absolute; null: the current folder.</summary>
    public readonly string? ImageFolder;

    internal const string LoaderSignature = "ImageLoaderTransform";

    internal ImageLoadingTransformer(IHost host, string? imageFolder, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
        if (string.IsNullOrEmpty(imageFolder))
            return;
        if (!Directory.Exists(imageFolder))
            throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.");
        ImageFolder = Path.GetFullPath(imageFolder);
    }

    private ImageLoadingTransformer((string OutputColumnName, string InputColumnName)[] columns, string imageFolder, IHost host)
        : base(host, columns)
        // A model may be loaded where the folder is not: that is an error only of who reads pictures from it.
        => ImageFolder = imageFolder.Length == 0 ? null : imageFolder;

    private static VersionInfo Version => new(
        modelSignature: "IMGLOADT",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(ImageLoadingTransformer).Assembly.GetName().Name,
        loaderSignature: LoaderSignature);

    internal static ImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(ColumnPairCodec.Read(ctx.Reader), ctx.Reader.ReadString(), env.Register(nameof(ImageLoadingTransformer)));
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(ImageFolder ?? "");
    }

    private sealed class Mapper : RowMapper
    {
        private readonly ImageLoadingTransformer _owner;
        private readonly DataViewSchema.Column[] _inputs;

        public Mapper(ImageLoadingTransformer owner, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _owner = owner;
            _inputs = [.. owner.ColumnPairs.Select((_, i) => owner.InputColumn(inputSchema, i))];
            foreach (DataViewSchema.Column input in _inputs)
            {
                if (input.Type is not TextDataViewType)
                    throw SchemaErrors.WrongType(nameof(inputSchema), "input", input.Name, TextDataViewType.Instance.ToString(), $"{input.Type}");
            }
            OutputColumns = [.. owner.ColumnPairs.Select(pair => new DataViewSchema.DetachedColumn(pair.OutputColumnName, new ImageDataViewType()))];
        }

        public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

        public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => [_inputs[output]];

        public override Delegate CreateGetter(DataViewRow input, int output)
        {
            ValueGetter<ReadOnlyMemory<char>> read = input.GetGetter<ReadOnlyMemory<char>>(_inputs[output]);
            ReadOnlyMemory<char> name = default;
            ValueGetter<MLImage?> getter = (ref MLImage? image) =>
            {
                image?.Dispose();
                image = null;
                read(ref name);
                if (name.Length == 0)
                    return;
                string path = Path.Combine(_owner.ImageFolder ?? "", name.ToString());
                image = MLImage.CreateFromFile(path);
                image.Tag = path;
            };
            return getter;
        }
    }
}
