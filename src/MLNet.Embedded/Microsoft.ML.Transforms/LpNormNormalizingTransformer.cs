using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.LpNormNormalizingEstimatorBase;

[assembly: LoadableClass(
    typeof(LpNormNormalizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Lp-Norm Normalizer",
    LpNormNormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Divides vectors by their norm.</summary>
public sealed class LpNormNormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "GcnTransform";
    internal const string ExpectedType = "known-size vector of Single";

    private readonly NormFunction _norm;
    private readonly bool _ensureZeroMean;

    internal LpNormNormalizingTransformer(
        IHost host, (string OutputColumnName, string InputColumnName)[] columns, NormFunction norm, bool ensureZeroMean)
        : base(host, columns)
    {
        if (!Enum.IsDefined(norm))
            throw new ArgumentOutOfRangeException(nameof(norm), $"The norm must be L2, StandardDeviation, L1 or Infinity, got {norm}.");
        _norm = norm;
        _ensureZeroMean = ensureZeroMean;
    }

    private static VersionInfo Version => VersionInfo.First("GCNORMAF", LoaderSignature);

    internal static LpNormNormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        NormFunction norm = (NormFunction)ctx.Reader.ReadByte();
        return Enum.IsDefined(norm)
            ? new(env.Register(nameof(LpNormNormalizingTransformer)), columns, norm, ctx.Reader.ReadBoolean())
            : throw Marked.Format($"A norm in the model has the unknown number {norm:D}: the file is damaged; get it again.");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _norm, _ensureZeroMean);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write((byte)_norm);
        ctx.Writer.Write(_ensureZeroMean);
    }

    private sealed class Mapper(
        DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, NormFunction norm, bool ensureZeroMean)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output)
        {
            ValueGetter<VBuffer<float>> read = input.GetGetter<VBuffer<float>>(Inputs[output]);
            VBuffer<float> items = default;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> result) =>
            {
                read(ref items);
                LpNorm.Normalize(in items, ref result, norm, ensureZeroMean);
            });
        }

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
            => Inputs[output].Type is VectorDataViewType { IsKnownSize: true } type && type.ItemType.Equals(NumberDataViewType.Single)
                ? new(name, type, NormalizedColumns.Annotations(Inputs[output]))
                : throw SchemaErrors.WrongType(nameof(inputSchema), "input", Inputs[output].Name, ExpectedType, Inputs[output].Type.ToString()!);
    }
}
