using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ColumnCopyingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Copy Columns Transform",
    ColumnCopyingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Gives columns a second name.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "CopyTransform";

    internal ColumnCopyingTransformer(IHost host, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
    }

    private static VersionInfo Version => VersionInfo.First("COPYCOLT", LoaderSignature);

    internal static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(ColumnCopyingTransformer)), ColumnPairCodec.Read(ctx.Reader));
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
        public override Delegate CreateGetter(DataViewRow input, int output)
        {
            DataViewSchema.Column column = Inputs[output];
            return column.Type is VectorDataViewType vector
                ? RawTypes.Invoke<OfVectors, (DataViewRow, DataViewSchema.Column), Delegate>(vector.ItemType.RawType, default, (input, column))
                : RawTypes.Invoke<OfValues, (DataViewRow, DataViewSchema.Column), Delegate>(column.Type.RawType, default, (input, column));
        }

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output) => new(name, Inputs[output].Type, Inputs[output].Annotations);
    }

    private readonly struct OfValues : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Column), Delegate>
    {
        public Delegate Visit<T>((DataViewRow Row, DataViewSchema.Column Column) arg) => arg.Row.GetGetter<T>(arg.Column);
    }

    private readonly struct OfVectors : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Column), Delegate>
    {
        public Delegate Visit<T>((DataViewRow Row, DataViewSchema.Column Column) arg) => arg.Row.GetGetter<VBuffer<T>>(arg.Column);
    }
}
