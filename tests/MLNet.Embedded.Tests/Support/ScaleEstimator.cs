using System.Reflection;
using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Support;

/// <summary>Someone else's estimator, on public members only: Y = X times a factor; it learns the factor 2.</summary>
internal sealed class ScaleEstimator(string input = "X", string output = "Y") : IEstimator<ScaleTransformer>
{
    public int Fits { get; private set; }

    public ScaleTransformer Fit(IDataView input1)
    {
        Fits++;
        return new ScaleTransformer(input, output, [2f]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        if (!inputSchema.Any(column => column.Name == input))
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Could not find input column '{input}'");
        }
        return new(inputSchema.Append(NewColumn(output)));
    }

    private static SchemaShape.Column NewColumn(string name)
        => (SchemaShape.Column)typeof(SchemaShape.Column)
            .GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(constructor => constructor.GetParameters() is [var first, ..] && first.ParameterType == typeof(string))
            .Invoke([name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, null]);
}
