using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the range, or the mean and variance, of columns, and normalises them.</summary>
/// <remarks>
/// Input: Single or Double, or a vector of known size of them; each slot is normalised by itself. Output: the same type, with the annotation
/// IsNormalized. NaN is not learned from and stays NaN. A slot of one value only becomes 0.
/// </remarks>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly NormalizerSettings _settings;

    internal NormalizingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, NormalizerSettings settings)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        if (settings.MaximumExampleCount <= 1)
        {
            throw new ArgumentOutOfRangeException(
                "maximumExampleCount",
                $"The number of rows to learn from must be greater than 1, as one row has no range and no variance, got {settings.MaximumExampleCount}.");
        }
        _columns = columns;
        _settings = settings;
    }

    /// <summary>Reads the columns of <paramref name="input"/> once, as far as it learns from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] inputs = ColumnPairCodec.Inputs(_columns, input.Schema, "data");
        using DataViewRowCursor cursor = input.GetRowCursor(inputs);
        NormalizerLearner[] learners = Array.ConvertAll(inputs, column => NormalizerLearner.Create(cursor, column, _settings));
        for (bool more = true; more && cursor.MoveNext();)
        {
            more = false;
            foreach (NormalizerLearner learner in learners)
                more |= learner.Collect();
        }
        return new(_host, _columns, Array.ConvertAll(learners, learner => learner.Finish()));
    }

    /// <summary>The input's columns and the normalised ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private static SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        if (input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, "known-size vector or scalar", input.GetTypeString());
        if (!ColumnNumbers.IsReal(input.ItemType))
            throw SchemaErrors.WrongType("inputSchema", "input", input.Name, "vector or scalar of Single or Double", input.GetTypeString());
        return NormalizedColumns.Shape(name, input);
    }
}
