namespace Microsoft.ML.Data;

/// <summary>A row of the input, and the columns that a mapper adds.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly RowToRowMapper _mapper;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Delegate?[] _getters;

    public MappedRow(RowToRowMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _mapper = mapper;
        _input = input;
        _active = Schema.ActiveSet(activeColumns);
        _getters = new Delegate?[mapper.AddedCount];
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[Schema.CheckedIndex(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int index = Schema.CheckedActiveIndex(column, _active);
        int source = _mapper.SourceOf(index);
        if (source >= 0)
            return _input.GetGetter<TValue>(_mapper.InputSchema[source]);
        int output = ~source;
        Delegate getter = _getters[output] ??= _mapper.CreateGetter(_input, output);
        return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(Schema[index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }
        base.Dispose(disposing);
    }
}
