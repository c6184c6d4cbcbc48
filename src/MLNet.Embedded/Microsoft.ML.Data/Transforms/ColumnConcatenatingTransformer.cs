using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(ColumnConcatenatingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Concat Transform",
    ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Puts the values of columns one after another into one vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ConcatTransform";

    private readonly string _outputColumnName;
    private readonly string[] _inputColumnNames;

    internal ColumnConcatenatingTransformer(IHost host, string outputColumnName, string[] inputColumnNames)
        : base(host)
    {
        _outputColumnName = outputColumnName;
        _inputColumnNames = inputColumnNames;
    }

    private static VersionInfo Version => VersionInfo.First("CONCATTR", LoaderSignature);

    private protected override RowMapper MakeRowMapper(DataViewSchema schema)
        => new ConcatenatingMapper(schema, _outputColumnName, _inputColumnNames);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, Array.ConvertAll(_inputColumnNames, input => (_outputColumnName, input)));
    }

    internal static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] pairs = ColumnPairCodec.Read(ctx.Reader);
        return new(
            env.Register(nameof(ColumnConcatenatingTransformer)), pairs[0].OutputColumnName, Array.ConvertAll(pairs, pair => pair.InputColumnName));
    }
}
