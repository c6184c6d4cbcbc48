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

    /// <summary>A column whose values can have keys.</summary>
    internal static DataViewSchema.Column FindInput(DataViewSchema inputSchema, string name)
    {
        DataViewSchema.Column column = inputSchema.GetColumnOrNull(name)
            ?? throw SchemaErrors.MissingColumn(nameof(inputSchema), "input", name);
        return ColumnTypes.FromRawType(ColumnTypes.ItemTypeOf(column.Type).RawType) is null
            ? throw SchemaErrors.WrongType(nameof(inputSchema), "input", name, ExpectedType, column.Type.ToString()!)
            : column;
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

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

    private sealed class Mapper : RowMapper
    {
        private readonly ValueToKeyMappingTransformer _owner;
        private readonly DataViewSchema.Column[] _inputs;

        public Mapper(ValueToKeyMappingTransformer owner, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _owner = owner;
            _inputs = Array.ConvertAll(owner.ColumnPairs, pair => FindInput(inputSchema, pair.InputColumnName));
            OutputColumns = [.. _inputs.Select(OutputColumn)];
        }

        public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

        public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => [_inputs[output]];

        public override Delegate CreateGetter(DataViewRow input, int output) => _owner._maps[output].MakeGetter(input, _inputs[output]);

        private DataViewSchema.DetachedColumn OutputColumn(DataViewSchema.Column input, int i)
        {
            TermMap map = _owner._maps[i];
            DataViewType itemType = ColumnTypes.ItemTypeOf(input.Type);
            if (!itemType.Equals(map.ItemType))
            {
                throw Marked.InvalidOperation(
                    $"Could not apply a map over type '{map.ItemType}' to column '{input.Name}' since it has type '{itemType}'");
            }
            DataViewSchema.Annotations.Builder annotations = new();
            map.AddKeyValues(annotations, input, _owner._areAnnotationsText);
            annotations.Add(input.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
            return new(_owner.ColumnPairs[i].OutputColumnName, map.OutputType(input.Type), annotations.ToAnnotations());
        }
    }
}
