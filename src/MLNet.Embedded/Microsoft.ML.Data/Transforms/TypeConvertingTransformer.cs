using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(TypeConvertingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Convert Transform",
    TypeConvertingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Makes values of one type values of another.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ConvertTransform";

    private readonly DataKind _outputKind;

    internal TypeConvertingTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns, DataKind outputKind)
        : base(host, columns)
        => _outputKind = outputKind;

    private static VersionInfo Version => VersionInfo.First("CONVERTF", LoaderSignature);

    /// <summary>The type that items become; a key stays a key, in another number type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They cannot become that.</exception>
    internal static PrimitiveDataViewType OutputType(DataViewType itemType, DataKind outputKind, string column)
    {
        PrimitiveDataViewType type = ColumnTypes.FromKind(outputKind);
        bool exists = itemType is KeyDataViewType key
            ? KeyDataViewType.IsValidDataType(type.RawType) && key.Count <= LargestKey(type.RawType)
            : ColumnTypes.FromRawType(itemType.RawType) is not (null or RowIdDataViewType) && StandardConversion.Exists(itemType.RawType, type.RawType);
        if (!exists)
        {
            throw Marked.Mark(new ArgumentOutOfRangeException(
                "inputSchema", $"source column '{column}' with item type '{itemType}' is not compatible with destination type '{type}'"));
        }
        return itemType is KeyDataViewType { Count: ulong count } ? new KeyDataViewType(type.RawType, count) : type;
    }

    internal static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        DataKind kind = (DataKind)ctx.Reader.ReadByte();
        return Enum.IsDefined(kind)
            ? new(env.Register(nameof(TypeConvertingTransformer)), columns, kind)
            : throw Marked.Format($"A type to convert to in the model has the unknown number {kind:D}: the file is damaged; get it again.");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _outputKind);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write((byte)_outputKind);
    }

    private static ulong LargestKey(Type type)
        => type == typeof(byte) ? byte.MaxValue
            : type == typeof(ushort) ? ushort.MaxValue
            : type == typeof(uint) ? uint.MaxValue
            : ulong.MaxValue;

    private sealed class Mapper(DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, DataKind outputKind)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output)
            => ConversionGetter.Create(input, Inputs[output], ColumnTypes.FromKind(outputKind).RawType);

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        {
            DataViewSchema.Column input = Inputs[output];
            DataViewType from = ColumnTypes.ItemTypeOf(input.Type);
            PrimitiveDataViewType to = OutputType(from, outputKind, input.Name);
            DataViewSchema.Annotations.Builder annotations = new();
            annotations.Add(input.Annotations, kind =>
                (kind == AnnotationUtils.Kinds.SlotNames && input.Type is VectorDataViewType { IsKnownSize: true })
                || (kind == AnnotationUtils.Kinds.KeyValues && from is KeyDataViewType)
                || (kind == AnnotationUtils.Kinds.IsNormalized && from is NumberDataViewType && to is NumberDataViewType));
            if (input.Type is BooleanDataViewType && to is NumberDataViewType)
                annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            return new(name, input.Type is VectorDataViewType vector ? new VectorDataViewType(to, vector.Dimensions) : to, annotations.ToAnnotations());
        }
    }
}
