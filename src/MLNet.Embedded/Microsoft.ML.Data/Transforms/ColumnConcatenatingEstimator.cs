using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts the values of columns one after another into one vector; it learns nothing.</summary>
/// <remarks>
/// Input: single values and vectors of one item type. Output: a vector of it, of known size when all inputs are. It is sparse where at most
/// half of its items are explicit in the inputs. Slot names: the name of the column for a single value, "column.slot" for a slot that has a name.
/// </remarks>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _outputColumnName;
    private readonly string[] _inputColumnNames;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, string[] inputColumnNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Length == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(inputColumnNames), $"Input columns not specified: name the columns to concatenate into '{outputColumnName}'.");
        }
        if (inputColumnNames.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentOutOfRangeException(
                nameof(inputColumnNames), $"A name among the columns to concatenate into '{outputColumnName}' is null or empty.");
        }
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        _outputColumnName = outputColumnName;
        _inputColumnNames = [.. inputColumnNames];
    }

    /// <summary>The transformer. The columns are looked for when it is used.</summary>
    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(_host, _outputColumnName, _inputColumnNames);
    }

    /// <summary>The input's columns and the column of vectors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">The columns are keys, or not of one item type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] inputs = Array.ConvertAll(_inputColumnNames, inputSchema.Input);
        foreach (SchemaShape.Column input in inputs)
            Check(input, inputs[0]);

        List<SchemaShape.Column> annotations = [];
        if (inputs.All(SchemaShapes.IsNormalized))
            annotations.Add(SchemaShapes.Normalized);
        if (inputs.Any(HasCategories))
            annotations.Add(SchemaShapes.VectorAnnotation(AnnotationUtils.Kinds.CategoricalSlotRanges, NumberDataViewType.Int32));
        if (inputs.Any(input => input.Kind == SchemaShape.Column.VectorKind.Scalar || input.HasSlotNames()))
            annotations.Add(SchemaShapes.VectorAnnotation(AnnotationUtils.Kinds.SlotNames, TextDataViewType.Instance));
        SchemaShape.Column.VectorKind kind = inputs.All(input => input.Kind != SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.Vector
            : SchemaShape.Column.VectorKind.VariableVector;
        return inputSchema.With([new(_outputColumnName, kind, inputs[0].ItemType, isKey: false, new(annotations))]);
    }

    private static bool HasCategories(SchemaShape.Column input)
        => input.Annotations.TryFindColumn(AnnotationUtils.Kinds.CategoricalSlotRanges, out SchemaShape.Column ranges)
            && ranges.Kind == SchemaShape.Column.VectorKind.Vector
            && ranges.ItemType.Equals(NumberDataViewType.Int32);

    private void Check(SchemaShape.Column input, SchemaShape.Column first)
    {
        if (input.IsKey)
        {
            throw new InvalidOperationException(
                $"Column '{input.Name}' is key. Concatenation of keys is unsupported; map them to vectors before making '{_outputColumnName}'.");
        }
        if (!input.ItemType.Equals(first.ItemType))
        {
            throw new InvalidOperationException(
                $"Concatenated columns should have the same type. Column '{input.Name}' has type of {input.ItemType}, "
                + $"but expected column type is {first.ItemType}, that of '{first.Name}'.");
        }
    }
}
