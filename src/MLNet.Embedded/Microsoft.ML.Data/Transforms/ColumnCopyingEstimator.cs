using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Gives a column a second name; it learns nothing. The copy has the type and the annotations of the original.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ColumnCopyingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ColumnCopyingEstimator)), new(env.Register(nameof(ColumnCopyingTransformer)), columns))
        => _columns = columns;

    /// <summary>The input's columns and the copies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => Copy(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private static SchemaShape.Column Copy(string name, SchemaShape.Column input)
        => new(name, input.Kind, input.ItemType, input.IsKey, input.Annotations);
}
