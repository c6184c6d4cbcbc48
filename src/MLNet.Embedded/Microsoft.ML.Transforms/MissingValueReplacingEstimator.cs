using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns a number for columns, and replaces NaN by it.</summary>
/// <remarks>Input: Single or Double, or a vector of them. Output: the same type. Sparse vectors stay sparse.</remarks>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _imputeBySlot;

    internal MissingValueReplacingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, ReplacementMode replacementMode, bool imputeBySlot)
    {
        if (!Enum.IsDefined(replacementMode))
        {
            throw new ArgumentOutOfRangeException(
                nameof(replacementMode), $"NaN can be replaced by the DefaultValue, Mean, Minimum, Maximum or Mode, got {replacementMode}.");
        }
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        _columns = columns;
        _mode = replacementMode;
        _imputeBySlot = imputeBySlot;
    }

    /// <summary>What NaN is replaced by.</summary>
    public enum ReplacementMode : byte
    {
        /// <summary>0.</summary>
        DefaultValue = 0,

        /// <summary>The mean of the finite values; 0 when there is none.</summary>
        Mean = 1,

        /// <summary>The least value; positive infinity when there is none.</summary>
        Minimum = 2,

        /// <summary>The greatest value; negative infinity when there is none.</summary>
        Maximum = 3,

        /// <summary>The most frequent finite value, of equally frequent ones the one that was so first; items that sparse vectors leave out do not count.</summary>
        Mode = 5,
    }

    /// <summary>Reads the columns of <paramref name="input"/> once, unless 0 is what replaces NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] inputs = ColumnPairCodec.Inputs(_columns, input.Schema, nameof(input));
        Array.ForEach(inputs, MissingValueColumns.Check);
        MissingReplacement[] replacements = _mode == ReplacementMode.DefaultValue
            ? Array.ConvertAll(inputs, column => MissingReplacement.ByZero(column.Type))
            : Learn(input, inputs);
        return new(_host, _columns, replacements);
    }

    /// <summary>The input's columns and those without NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => OutputColumn(pair.OutputColumnName, inputSchema.Input(pair.InputColumnName))));
    }

    private static SchemaShape.Column OutputColumn(string name, SchemaShape.Column input)
    {
        MissingValueColumns.Check(input);
        SchemaShape annotations = new(input.AnnotationsOf(MissingValueReplacingTransformer.KeptAnnotations));
        return new(name, input.Kind, input.ItemType, isKey: false, annotations);
    }

    private MissingReplacement[] Learn(IDataView input, DataViewSchema.Column[] inputs)
    {
        using IChannel channel = _host.Start("Computing Statistics");
        foreach (DataViewSchema.Column column in inputs.Where(column => _imputeBySlot && column.Type is VectorDataViewType { IsKnownSize: false }))
        {
            channel.Warning(
                MessageSensitivity.Schema, $"By-slot imputation can not be done on variable-length column '{column.Name}': one number is learned for all slots.");
        }
        using DataViewRowCursor cursor = input.GetRowCursor(inputs);
        ReplacementLearner[] learners = Array.ConvertAll(inputs, column => ReplacementLearner.Create(cursor, column, _mode, _imputeBySlot));
        while (cursor.MoveNext())
        {
            foreach (ReplacementLearner learner in learners)
                learner.Collect();
        }
        return Array.ConvertAll(learners, learner => learner.Finish());
    }
}
