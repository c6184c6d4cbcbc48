using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps columns, in the order in which they are named, or drops columns; it learns nothing.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(IHostEnvironment env, string[] columnNames, bool isKept, bool keepHidden)
        : base(env.Register(nameof(ColumnSelectingEstimator)), new(columnNames, isKept, keepHidden))
    {
    }

    /// <summary>The columns that are left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in Transformer.ColumnNames)
            inputSchema.Input(name);
        return new(inputSchema.Where(column => Transformer.ColumnNames.Contains(column.Name) == Transformer.IsKept));
    }
}
