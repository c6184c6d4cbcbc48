using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(NormalizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Normalizer",
    NormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Normalises columns, as <see cref="NormalizingEstimator"/> has learned.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalizer";

    private readonly ColumnNormalizer[] _normalizers;

    internal NormalizingTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns, ColumnNormalizer[] normalizers)
        : base(host, columns)
        => _normalizers = normalizers;

    private static VersionInfo Version => VersionInfo.First("NORMALZR", LoaderSignature);

    /// <summary>What has been learned about the column at <paramref name="index"/>.</summary>
    /// <param name="index">Counts the columns in the order in which they were named.</param>
    /// <exception cref="IndexOutOfRangeException">There are not so many columns.</exception>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index) => _normalizers[index].Parameters;

    internal static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        ColumnNormalizer[] normalizers = Array.ConvertAll(columns, _ => ColumnNormalizer.Load(ctx.Reader));
        return new(env.Register(nameof(NormalizingTransformer)), columns, normalizers);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _normalizers);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        foreach (ColumnNormalizer normalizer in _normalizers)
            normalizer.Save(ctx.Writer);
    }

    private sealed class Mapper(
        DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, ColumnNormalizer[] normalizers)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output) => normalizers[output].MakeGetter(input, Inputs[output]);

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        {
            DataViewType type = RequireType(output, normalizers[output].InputType);
            return new(name, type, NormalizedColumns.Annotations(Inputs[output]));
        }
    }
}
