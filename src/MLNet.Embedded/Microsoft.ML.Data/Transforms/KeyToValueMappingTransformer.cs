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

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

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

    private sealed class Mapper : RowMapper
    {
        private readonly KeyToValueMappingTransformer _owner;
        private readonly DataViewSchema.Column[] _inputs;
        private readonly KeyToValueMap[] _maps;

        public Mapper(KeyToValueMappingTransformer owner, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _owner = owner;
            _inputs = [.. owner.ColumnPairs.Select((_, i) => owner.InputColumn(inputSchema, i))];
            _maps = Array.ConvertAll(_inputs, KeyToValueMap.Create);
            OutputColumns = [.. _inputs.Select(OutputColumn)];
        }

        public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

        public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => [_inputs[output]];

        public override Delegate CreateGetter(DataViewRow input, int output) => _maps[output].MakeGetter(input, _inputs[output]);

        private DataViewSchema.DetachedColumn OutputColumn(DataViewSchema.Column input, int i)
        {
            DataViewSchema.Annotations.Builder annotations = new();
            annotations.Add(input.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
            DataViewType type = input.Type is VectorDataViewType vector
                ? new VectorDataViewType(_maps[i].ValueType, vector.Dimensions)
                : _maps[i].ValueType;
            return new(_owner.ColumnPairs[i].OutputColumnName, type, annotations.ToAnnotations());
        }
    }
}
