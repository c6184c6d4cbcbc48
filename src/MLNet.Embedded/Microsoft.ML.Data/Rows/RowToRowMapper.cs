namespace Microsoft.ML.Data;

/// <summary>
/// The columns of the input and those that a <see cref="RowMapper"/> adds: a column of a name that the input has stands right behind the one it
/// hides, the others behind all.
/// </summary>
internal sealed class RowToRowMapper : IRowToRowMapper
{
    private readonly RowMapper _mapper;
    private readonly int[] _sources;

    public RowToRowMapper(RowMapper mapper)
    {
        _mapper = mapper;
        _sources = Sources(mapper);
        DataViewSchema.Builder builder = new();
        foreach (int source in _sources)
        {
            if (source >= 0)
                builder.AddColumns([mapper.InputSchema[source]]);
            else
                builder.AddColumns([mapper.OutputColumns[~source]]);
        }
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    /// <summary>The number of columns added.</summary>
    public int AddedCount => _mapper.OutputColumns.Count;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            int source = _sources[OutputSchema.CheckedIndex(column)];
            if (source >= 0)
            {
                needed[source] = true;
                continue;
            }
            foreach (DataViewSchema.Column input in _mapper.GetDependencies(~source))
                needed[input.Index] = true;
        }
        return InputSchema.Where(column => needed[column.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        return new MappedRow(this, input, activeColumns);
    }

    /// <summary>Where the column at <paramref name="index"/> of the output comes from: the index of an input column, or ~ that of an added one.</summary>
    public int SourceOf(int index) => _sources[index];

    /// <summary>The getter of the column added at <paramref name="output"/>.</summary>
    public Delegate CreateGetter(DataViewRow input, int output) => _mapper.CreateGetter(input, output);

    private static int[] Sources(RowMapper mapper)
    {
        ILookup<int, int> byHidden = Enumerable.Range(0, mapper.OutputColumns.Count)
            .ToLookup(output => mapper.InputSchema.GetColumnOrNull(mapper.OutputColumns[output].Name)?.Index ?? mapper.InputSchema.Count, output => ~output);
        return [.. mapper.InputSchema.SelectMany(column => byHidden[column.Index].Prepend(column.Index)), .. byHidden[mapper.InputSchema.Count]];
    }
}
