using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ColumnSelectingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Select Columns Transform",
    ColumnSelectingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Keeps columns, or drops them.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumns";

    private readonly bool _keepsHidden;

    /// <param name="columnNames">The columns to keep or to drop.</param>
    /// <param name="isKept">Whether they are kept, and all others dropped.</param>
    /// <param name="keepsHidden">Of the kept: whether hidden columns of those names are kept too. Dropping leaves other hidden columns.</param>
    internal ColumnSelectingTransformer(string[] columnNames, bool isKept, bool keepsHidden)
    {
        ArgumentNullException.ThrowIfNull(columnNames);
        if (columnNames.Length == 0 || columnNames.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentOutOfRangeException(
                nameof(columnNames), $"Name the columns to {(isKept ? "keep" : "drop")}: at least one, and none of them null or empty.");
        }
        ColumnNames = [.. columnNames];
        IsKept = isKept;
        _keepsHidden = keepsHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal string[] ColumnNames { get; }

    internal bool IsKept { get; }

    private static VersionInfo Version => VersionInfo.First("SELCOLST", LoaderSignature);

    /// <summary>The columns that are left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Select(inputSchema).OutputSchema;

    /// <summary>A view of the columns that are left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectedColumnsView(input, Select(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Select(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(IsKept);
        ctx.Writer.Write(_keepsHidden);
        ColumnPairCodec.Write(ctx.Writer, Array.ConvertAll(ColumnNames, name => (name, name)));
    }

    internal static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        bool isKept = ctx.Reader.ReadBoolean();
        bool keepsHidden = ctx.Reader.ReadBoolean();
        return new(Array.ConvertAll(ColumnPairCodec.Read(ctx.Reader), pair => pair.OutputColumnName), isKept, keepsHidden);
    }

    private ColumnSelection Select(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in ColumnNames)
        {
            if (inputSchema.GetColumnOrNull(name) is null)
                throw SchemaErrors.MissingColumn(nameof(inputSchema), "input", name);
        }
        IEnumerable<DataViewSchema.Column> left = IsKept
            ? ColumnNames.SelectMany(name => inputSchema.Where(column => column.Name == name && (_keepsHidden || !column.IsHidden)))
            : inputSchema.Where(column => !ColumnNames.Contains(column.Name));
        return new(inputSchema, [.. left]);
    }
}
