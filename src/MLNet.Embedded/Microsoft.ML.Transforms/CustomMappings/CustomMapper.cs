using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>What a custom mapping does with rows of one schema.</summary>
internal sealed class CustomMapper<TSrc, TDst> : RowMapper
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly BoundColumn[] _inputs;
    private readonly DataViewSchema.Column[] _sources;
    private readonly BoundColumn[] _outputs;
    private readonly Action<TSrc, TDst> _mapAction;

    // One for each cursor, whose getters share it: the action runs once a row.
    private readonly ConditionalWeakTable<DataViewRow, CustomMappedObject<TSrc, TDst>> _objects = [];

    public CustomMapper(DataViewSchema inputSchema, BoundColumn[] inputs, BoundColumn[] outputs, Action<TSrc, TDst> mapAction)
        : base(inputSchema)
    {
        _inputs = inputs;
        _sources = ObjectSetters<TSrc>.Sources(inputSchema, ref _inputs, ignoreMissing: false);
        _outputs = outputs;
        _mapAction = mapAction;
        OutputColumns = [.. outputs.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, column.Annotations))];
    }

    public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

    public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => _sources;

    public override Delegate CreateGetter(DataViewRow input, int output)
        => _objects.GetValue(input, row => new(row, _inputs, _sources, _mapAction)).MakeGetter(_outputs[output]);
}
