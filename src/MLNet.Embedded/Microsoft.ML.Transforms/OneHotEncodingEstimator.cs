using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns which distinct values a column has, and makes them numbers.</summary>
/// <remarks>
/// Input: text, a number, a truth value, a time or a key, or a vector of them. Output: what <see cref="OutputKind"/> says. Values that are
/// missing, or not seen when the estimator was fitted, become all 0; in binary digits all 1; as a key the missing key.
/// </remarks>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly IEstimator<ITransformer> _steps;

    internal OneHotEncodingEstimator(
        IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns,
        OutputKind outputKind,
        int maximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality,
        IDataView? keyData)
    {
        IHost host = env.Register(nameof(OneHotEncodingEstimator));
        ValueToKeyMappingEstimator keys = new(host, columns, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText: true, keyData);
        (string OutputColumnName, string InputColumnName)[] inPlace
            = Array.ConvertAll(columns, pair => (pair.OutputColumnName, pair.OutputColumnName));
        _steps = outputKind switch
        {
            OutputKind.Key => keys,
            OutputKind.Indicator => keys.Append(new KeyToVectorMappingEstimator(host, inPlace, KeyEncoding.Indicator)),
            OutputKind.Bag => keys.Append(new KeyToVectorMappingEstimator(host, inPlace, KeyEncoding.Count)),
            OutputKind.Binary => keys.Append(new KeyToVectorMappingEstimator(host, inPlace, KeyEncoding.Binary)),
            _ => throw new ArgumentOutOfRangeException(
                nameof(outputKind), $"The kind of output must be Bag, Indicator, Key or Binary, got {outputKind}."),
        };
    }

    /// <summary>What values become.</summary>
    public enum OutputKind : byte
    {
        /// <summary>A slot for each distinct value: how often the row has it.</summary>
        Bag = 1,

        /// <summary>A slot for each distinct value, 1 in that of the row's value; a vector of values becomes one such vector after the other.</summary>
        Indicator = 2,

        /// <summary>A key.</summary>
        Key = 3,

        /// <summary>The number of the value, from 0, in binary digits, the highest first.</summary>
        Binary = 4,
    }

    /// <summary>Reads the columns of <paramref name="input"/> once, or the key data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of a type without keys.</exception>
    public OneHotEncodingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(_steps.Fit(input));
    }

    /// <summary>The input's columns and the columns to make.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of a type without keys.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _steps.GetOutputSchema(inputSchema);
}
