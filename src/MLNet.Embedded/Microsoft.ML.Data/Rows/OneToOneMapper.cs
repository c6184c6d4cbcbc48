namespace Microsoft.ML.Data;

/// <summary>A mapper whose every output column comes from one input column.</summary>
internal abstract class OneToOneMapper(DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs) : RowMapper(inputSchema)
{
    private DataViewSchema.DetachedColumn[]? _outputColumns;

    /// <summary>They are made when first asked for, which is before any row is read: so a wrong input is found early.</summary>
    public sealed override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns
        => _outputColumns ??= [.. pairs.Select((pair, i) => OutputColumn(pair.OutputColumnName, i))];

    /// <summary>The input column of each pair.</summary>
    protected DataViewSchema.Column[] Inputs { get; } = ColumnPairCodec.Inputs(pairs, inputSchema);

    public sealed override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => [Inputs[output]];

    /// <summary>The column made of <see cref="Inputs"/>[<paramref name="output"/>]; throws when that is of a wrong type.</summary>
    protected abstract DataViewSchema.DetachedColumn OutputColumn(string name, int output);

    /// <summary>The type that a column was learned from, which the input must have again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has another.</exception>
    protected DataViewType RequireType(int output, DataViewType learned) => Inputs[output].Type.Equals(learned)
        ? learned
        : throw SchemaErrors.WrongType("inputSchema", "input", Inputs[output].Name, $"{learned}", $"{Inputs[output].Type}");
}
