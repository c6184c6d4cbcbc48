using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(KeyToValueMappingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Key To Value Transform",
    KeyToValueMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Makes keys the values that their column says they stand for.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToValueTransform";

    internal KeyToValueMappingTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
    }

    private static VersionInfo Version => VersionInfo.First("KEY2VALT", LoaderSignature);

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
    }

    internal static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(KeyToValueMappingTransformer)), ColumnPairCodec.Read(ctx.Reader));
    }

    private sealed class Mapper(DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs)
        : OneToOneMapper(inputSchema, pairs)
    {
        private readonly KeyToValueMap?[] _maps = new KeyToValueMap?[pairs.Length];

        public override Delegate CreateGetter(DataViewRow input, int output) => Map(output).MakeGetter(input, Inputs[output]);

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        {
            DataViewSchema.Annotations.Builder annotations = new();
            annotations.Add(Inputs[output].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
            PrimitiveDataViewType itemType = Map(output).ValueType;
            DataViewType type = Inputs[output].Type is VectorDataViewType vector ? new VectorDataViewType(itemType, vector.Dimensions) : itemType;
            return new(name, type, annotations.ToAnnotations());
        }

        private KeyToValueMap Map(int output) => _maps[output] ??= KeyToValueMap.Create(Inputs[output]);
    }
}
