using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Takes the colour out of pictures: each pixel becomes 0.3·red + 0.59·green + 0.11·blue, opaque; it learns nothing.</summary>
/// <remarks>What is transparent becomes black. A last digit may differ from that of Skia, which ML.NET draws with.</remarks>
public sealed class ImageGrayscalingEstimator : TrivialEstimator<ImageGrayscalingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ImageGrayscalingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageGrayscalingEstimator)), new(env.Register(nameof(ImageGrayscalingTransformer)), columns))
        => _columns = columns;

    /// <summary>The input's columns and the columns of grey pictures.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not of pictures.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column input = inputSchema.ImageInput(pair.InputColumnName);
            return new SchemaShape.Column(pair.OutputColumnName, input.Kind, input.ItemType, input.IsKey, input.Annotations);
        }));
    }
}
