using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Loads pictures from files; it learns nothing. Input: text, the path of the file; empty is no picture. Output: a picture of unknown size.</summary>
public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ImageLoadingEstimator(IHostEnvironment env, string? imageFolder, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageLoadingEstimator)), new(env.Register(nameof(ImageLoadingTransformer)), imageFolder, columns))
        => _columns = columns;

    /// <summary>The input's columns and the columns of pictures.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not text.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            inputSchema.Scalar<TextDataViewType>(pair.InputColumnName, TextDataViewType.Instance.ToString());
            return new SchemaShape.Column(pair.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), isKey: false);
        }));
    }
}
