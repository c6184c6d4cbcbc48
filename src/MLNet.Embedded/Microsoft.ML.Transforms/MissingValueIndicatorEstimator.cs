using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Says which values are missing, NaN; it learns nothing.</summary>
/// <remarks>
/// Input: Single or Double, or a vector of them. Output: a truth value, or a vector of them, with the annotation IsNormalized.
/// </remarks>
public sealed class MissingValueIndicatorEstimator : TrivialEstimator<MissingValueIndicatorTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal MissingValueIndicatorEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(MissingValueIndicatorEstimator)), new(env.Register(nameof(MissingValueIndicatorTransformer)), columns))
        => _columns = columns;

    /// <summary>The input's columns and the columns of truth values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a type without NaN.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private static SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        MissingValueColumns.Check(input);
        SchemaShape annotations = new([SchemaShapes.Normalized, .. input.AnnotationsOf(AnnotationUtils.Kinds.SlotNames)]);
        return new(name, input.Kind, BooleanDataViewType.Instance, isKey: false, annotations);
    }
}
