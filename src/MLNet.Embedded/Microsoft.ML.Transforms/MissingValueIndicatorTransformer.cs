using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(MissingValueIndicatorTransformer),
    null,
    typeof(SignatureLoadModel),
    "NA Indicator Transform",
    MissingValueIndicatorTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Says which values are NaN.</summary>
public sealed class MissingValueIndicatorTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NaIndicatorTransform";

    internal MissingValueIndicatorTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
    }

    private static VersionInfo Version => VersionInfo.First("NAIND TF", LoaderSignature);

    internal static MissingValueIndicatorTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(MissingValueIndicatorTransformer)), ColumnPairCodec.Read(ctx.Reader));
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
    }

    private sealed class Mapper(DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output) => MissingIndicator.MakeGetter(input, Inputs[output]);

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        {
            DataViewSchema.Column input = Inputs[output];
            MissingValueColumns.Check(input);
            DataViewType type = input.Type is VectorDataViewType vector
                ? new VectorDataViewType(BooleanDataViewType.Instance, vector.Dimensions)
                : BooleanDataViewType.Instance;
            return new(name, type, NormalizedColumns.Annotations(input));
        }
    }
}
