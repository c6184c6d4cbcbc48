using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns one view of data into another.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether every row is made of one row of the input, so that <see cref="GetRowToRowMapper"/> works.</summary>
    bool IsRowToRowMapper { get; }

    /// <summary>The schema of the output for an input of schema <paramref name="inputSchema"/>.</summary>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>What maps single rows of schema <paramref name="inputSchema"/>.</summary>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);

    /// <summary>A view that computes its rows when they are read.</summary>
    IDataView Transform(IDataView input);
}
