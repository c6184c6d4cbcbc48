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

    private static VersionInfo Version => VersionInfo.First("IMGLOADT", LoaderSignature);

    internal static ImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(ColumnPairCodec.Read(ctx.Reader), ctx.Reader.ReadString(), env.Register(nameof(ImageLoadingTransformer)));
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, ImageFolder);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(ImageFolder ?? "");
    }

    private sealed class Mapper(DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, string? folder)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output)
        {
            ValueGetter<ReadOnlyMemory<char>> read = input.GetGetter<ReadOnlyMemory<char>>(Inputs[output]);
            ReadOnlyMemory<char> name = default;
            ValueGetter<MLImage?> getter = (ref MLImage? image) =>
            {
                image?.Dispose();
                image = null;
                read(ref name);
                if (name.Length == 0)
                    return;
                string path = Path.Combine(folder ?? "", name.ToString());
                image = MLImage.CreateFromFile(path);
                image.Tag = path;
            };
            return getter;
        }

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
            => Inputs[output].Type is TextDataViewType
                ? new(name, new ImageDataViewType())
                : throw SchemaErrors.WrongType("inputSchema", "input", Inputs[output].Name, TextDataViewType.Instance.ToString(), $"{Inputs[output].Type}");
    }
}
