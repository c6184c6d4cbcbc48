using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes values numbers, as <see cref="OneHotEncodingEstimator"/> has learned. It is saved as the steps it consists of.</summary>
public sealed class OneHotEncodingTransformer : ITransformer
{
    private readonly ITransformer _steps;

    internal OneHotEncodingTransformer(ITransformer steps) => _steps = steps;

    bool ITransformer.IsRowToRowMapper => _steps.IsRowToRowMapper;

    /// <summary>The input columns, then the columns made.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _steps.GetOutputSchema(inputSchema);

    /// <summary>A view of <paramref name="input"/> with the columns made, computed when they are read.</summary>
    public IDataView Transform(IDataView input) => _steps.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _steps.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _steps.Save(ctx);
}
