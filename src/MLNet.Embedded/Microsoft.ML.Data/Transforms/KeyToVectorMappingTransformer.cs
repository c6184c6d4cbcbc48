using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(KeyToVectorMappingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Key To Vector Transform",
    KeyToVectorMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Makes keys vectors with a slot for each key.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToVectorTransform";

    private readonly KeyEncoding[] _encodings;

    internal KeyToVectorMappingTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns, KeyEncoding[] encodings)
        : base(host, columns)
        => _encodings = encodings;

    private static VersionInfo Version => VersionInfo.First("KEY2VECT", LoaderSignature);

    internal static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        KeyEncoding[] encodings = Array.ConvertAll(columns, _ => (KeyEncoding)ctx.Reader.ReadByte());
        return Array.TrueForAll(encodings, Enum.IsDefined)
            ? new(env.Register(nameof(KeyToVectorMappingTransformer)), columns, encodings)
            : throw Marked.Format($"A way to encode keys in the model has the unknown number {encodings.Max():D}: the file is damaged; get it again.");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new KeyEncodingMapper(schema, ColumnPairs, _encodings);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        foreach (KeyEncoding encoding in _encodings)
            ctx.Writer.Write((byte)encoding);
    }
}
