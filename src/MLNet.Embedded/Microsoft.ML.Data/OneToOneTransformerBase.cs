using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that makes each of its columns from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected readonly (string OutputColumnName, string InputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host)
    {
        ColumnPairs = columns;
        if (columns.CountBy(pair => pair.OutputColumnName).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new ArgumentOutOfRangeException(nameof(columns), $"Name of the result column '{twice}' specified multiple times");
    }
}
