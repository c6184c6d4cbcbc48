using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes values of one type values of another; it learns nothing.</summary>
/// <remarks>
/// Input: text, a number, a truth value, a time or a key, or a vector of them. Output: the type asked for, or a vector of it; sparse vectors stay
/// sparse, and what they leave out is not converted. Integers become integers of the same sign, real numbers, truth values; real numbers do not become integers; keys become
/// keys held in another number type. Text that is no number becomes NaN as a real number, 0 as an unsigned integer, and is an error, when the row is
/// read, as a signed one.
/// </remarks>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly DataKind _outputKind;

    internal TypeConvertingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingEstimator)), new(env.Register(nameof(TypeConvertingTransformer)), columns, outputKind))
    {
        if (!Enum.IsDefined(outputKind))
            throw new ArgumentOutOfRangeException(nameof(outputKind), $"There is no type of the number {outputKind:D} to convert to.");
        _columns = columns;
        _outputKind = outputKind;
    }

    /// <summary>The input's columns and those of the other type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of a type that cannot become the other.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        // Of keys the number of values is not known yet: one fits every type.
        DataViewType from = input.IsKey ? new KeyDataViewType(input.ItemType.RawType, 1) : input.ItemType;
        TypeConvertingTransformer.OutputType(from, _outputKind, input.Name);
        // What ML.NET promises: the annotations of the input, and never keys, though keys are made of keys.
        return new(name, input.Kind, ColumnTypes.FromKind(_outputKind), isKey: false, input.Annotations);
    }
}
