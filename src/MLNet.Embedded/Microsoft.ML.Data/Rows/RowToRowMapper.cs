namespace Microsoft.ML.Data;

/// <summary>The columns of the input, then those that a <see cref="RowMapper"/> adds.</summary>
internal sealed class RowToRowMapper : IRowToRowMapper
{
    private readonly RowMapper _mapper;

    public RowToRowMapper(RowMapper mapper)
    {
        _mapper = mapper;
        DataViewSchema.Builder builder = new();
        builder.AddColumns(mapper.InputSchema);
        builder.AddColumns(mapper.OutputColumns);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            int index = OutputSchema.CheckedIndex(column);
            if (index < needed.Length)
            {
                needed[index] = true;
                continue;
            }
            foreach (DataViewSchema.Column input in _mapper.GetDependencies(index - needed.Length))
            {
                needed[input.Index] = true;
            }
        }
        return InputSchema.Where(column => needed[column.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        return new MappedRow(this, input, activeColumns);
    }

    /// <summary>The getter of the column added at <paramref name="output"/>.</summary>
    public Delegate CreateGetter(DataViewRow input, int output) => _mapper.CreateGetter(input, output);
}
