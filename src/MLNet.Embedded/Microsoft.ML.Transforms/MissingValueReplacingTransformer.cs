using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(MissingValueReplacingTransformer),
    null,
    typeof(SignatureLoadModel),
    "NA Replace Transform",
    MissingValueReplacingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Replaces NaN by numbers, as <see cref="MissingValueReplacingEstimator"/> has learned.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NAReplaceTransform";
    internal static readonly string[] KeptAnnotations = [AnnotationUtils.Kinds.SlotNames, AnnotationUtils.Kinds.IsNormalized];

    private readonly MissingReplacement[] _replacements;

    internal MissingValueReplacingTransformer(
        IHost host, (string OutputColumnName, string InputColumnName)[] columns, MissingReplacement[] replacements)
        : base(host, columns)
        => _replacements = replacements;

    private static VersionInfo Version => VersionInfo.First("NAREP TF", LoaderSignature);

    internal static MissingValueReplacingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        MissingReplacement[] replacements = Array.ConvertAll(columns, _ => MissingReplacement.Load(ctx.Reader));
        return new(env.Register(nameof(MissingValueReplacingTransformer)), columns, replacements);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _replacements);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        foreach (MissingReplacement replacement in _replacements)
            replacement.Save(ctx.Writer);
    }

    private sealed class Mapper(
        DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, MissingReplacement[] replacements)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output) => replacements[output].MakeGetter(input, Inputs[output]);

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        {
            DataViewType type = RequireType(output, replacements[output].InputType);
            DataViewSchema.Annotations.Builder annotations = new();
            annotations.Add(Inputs[output].Annotations, KeptAnnotations.Contains);
            return new(name, type, annotations.ToAnnotations());
        }
    }
}
