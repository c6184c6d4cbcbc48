using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Gives pictures one size; it learns nothing.</summary>
/// <remarks>
/// <see cref="ResizingKind.Fill"/> takes the nearest pixels. <see cref="ResizingKind.IsoPad"/> and <see cref="ResizingKind.IsoCrop"/> smooth with
/// a triangle filter, and what is transparent becomes black: ML.NET draws with Skia there, and its pixels are near but not equal to ours.
/// </remarks>
public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    private readonly ImageResizing _resizing;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ImageResizingEstimator(
        IHostEnvironment env, ImageResizing resizing, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageResizingEstimator)), new(env.Register(nameof(ImageResizingTransformer)), resizing, columns))
    {
        _resizing = resizing;
        _columns = columns;
    }

    /// <summary>How the proportions of a picture are brought to those of the target.</summary>
    public enum ResizingKind : byte
    {
        /// <summary>The picture is as large as fits, in the middle of transparent black.</summary>
        IsoPad = 0,

        /// <summary>The picture is as small as covers the target; what lies outside is cut off.</summary>
        IsoCrop = 1,

        /// <summary>The picture is stretched.</summary>
        Fill = 2,
    }

    /// <summary>What is kept of a picture that is cropped. A side of the direction that is not cropped stands for the middle.</summary>
    public enum Anchor : byte
    {
        /// <summary>The right side.</summary>
        Right = 0,

        /// <summary>The left side.</summary>
        Left = 1,

        /// <summary>The top.</summary>
        Top = 2,

        /// <summary>The bottom.</summary>
        Bottom = 3,

        /// <summary>The middle.</summary>
        Center = 4,
    }

    /// <summary>The input's columns and the columns of resized pictures.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not of pictures.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            inputSchema.ImageInput(pair.InputColumnName);
            return new SchemaShape.Column(pair.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, _resizing.Type, isKey: false);
        }));
    }
}
