using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ValueToKeyMappingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Term Transform",
    ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Makes values keys, as <see cref="ValueToKeyMappingEstimator"/> has learned.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";
    internal const string ExpectedType = "standard type or a vector of standard type";

    private readonly TermMap[] _maps;
    private readonly bool _areAnnotationsText;

    internal ValueToKeyMappingTransformer(
        IHost host, (string OutputColumnName, string InputColumnName)[] columns, TermMap[] maps, bool areAnnotationsText)
        : base(host, columns)
    {
        _maps = maps;
        _areAnnotationsText = areAnnotationsText;
    }

    private static VersionInfo Version => VersionInfo.First("TERMTRAN", LoaderSignature);

    /// <exception cref="ArgumentOutOfRangeException">The values of the column cannot have keys.</exception>
    internal static void CheckInput(DataViewSchema.Column column)
    {
        if (ColumnTypes.FromRawType(ColumnTypes.ItemTypeOf(column.Type).RawType) is null)
            throw SchemaErrors.WrongType("inputSchema", "input", column.Name, ExpectedType, column.Type.ToString()!);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _maps, _areAnnotationsText);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ColumnPairCodec.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write(_areAnnotationsText);
        foreach (TermMap map in _maps)
            map.Save(ctx.Writer);
    }

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairCodec.Read(ctx.Reader);
        bool areAnnotationsText = ctx.Reader.ReadBoolean();
        TermMap[] maps = Array.ConvertAll(columns, _ => TermMap.Load(ctx.Reader));
        return new(env.Register(nameof(ValueToKeyMappingTransformer)), columns, maps, areAnnotationsText);
    }

    private sealed class Mapper(
        DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, TermMap[] maps, bool areAnnotationsText)
        : OneToOneMapper(inputSchema, pairs)
    {
        public override Delegate CreateGetter(DataViewRow input, int output) => maps[output].MakeGetter(input, Inputs[output]);

        protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
        {
            DataViewSchema.Column input = Inputs[output];
            TermMap map = maps[output];
            CheckInput(input);
            DataViewType itemType = ColumnTypes.ItemTypeOf(input.Type);
            if (!itemType.Equals(map.ItemType))
            {
                throw Marked.InvalidOperation(
                    $"Could not apply a map over type '{map.ItemType}' to column '{input.Name}' since it has type '{itemType}'");
            }
            DataViewSchema.Annotations.Builder annotations = new();
            map.AddKeyValues(annotations, input, areAnnotationsText);
            annotations.Add(input.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
            return new(name, map.OutputType(input.Type), annotations.ToAnnotations());
        }
    }
}
