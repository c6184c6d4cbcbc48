using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>Maps single rows, as a PredictionEngine asks for.</summary>
internal sealed class ImageTensorMapper(ImageTensorTransformer transformer, DataViewSchema inputSchema) : IRowToRowMapper
{
    private readonly DataViewSchema.Column _pathColumn = transformer.InputColumn(inputSchema);

    /// <inheritdoc/>
    public DataViewSchema InputSchema => inputSchema;

    /// <inheritdoc/>
    public DataViewSchema OutputSchema { get; } = transformer.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = ColumnGetter.ActiveColumns(OutputSchema, dependingColumns);
        return [.. inputSchema.Where(column => active[column.Index] || (active[^1] && column.Index == _pathColumn.Index))];
    }

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ImageTensorRow(
            transformer.Options, OutputSchema, input, ColumnGetter.ActiveColumns(OutputSchema, activeColumns), _pathColumn.Index);
    }
}
