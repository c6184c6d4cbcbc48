using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Divides vectors by their norm; it learns nothing.</summary>
/// <remarks>
/// Input: a vector of Single, of known size. Output: the same type, with the annotation IsNormalized. A vector of norm 0, or whose norm is
/// greater than 1e8 or no number, is not divided.
/// </remarks>
public abstract class LpNormNormalizingEstimatorBase : TrivialEstimator<LpNormNormalizingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    private protected LpNormNormalizingEstimatorBase(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, NormFunction norm, bool ensureZeroMean)
        : base(
            env.Register(nameof(LpNormNormalizingEstimator)),
            new(env.Register(nameof(LpNormNormalizingTransformer)), columns, norm, ensureZeroMean))
        => _columns = columns;

    /// <summary>What vectors are divided by.</summary>
    public enum NormFunction : byte
    {
        /// <summary>The root of the sum of squares.</summary>
        L2 = 0,

        /// <summary>The root of the mean squared difference from the mean.</summary>
        StandardDeviation = 1,

        /// <summary>The sum of absolute values.</summary>
        L1 = 2,

        /// <summary>The greatest absolute value.</summary>
        Infinity = 3,
    }

    /// <summary>The input's columns and the normalised one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of a wrong type.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private static SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
        => input.Kind == SchemaShape.Column.VectorKind.Vector && input.ItemType.Equals(NumberDataViewType.Single)
            ? NormalizedColumns.Shape(name, input)
            : throw SchemaErrors.WrongType("inputSchema", "input", input.Name, LpNormNormalizingTransformer.ExpectedType, input.GetTypeString());
}
