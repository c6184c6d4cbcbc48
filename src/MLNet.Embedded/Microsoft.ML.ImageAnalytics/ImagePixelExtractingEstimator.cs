using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes pictures of a known size vectors of their colours; it learns nothing.</summary>
/// <remarks>
/// Values are (colour − offset) · scale as Single, or the colours as Byte. Dimensions: colours, height, width; interleaved height, width, colours.
/// No picture gives a vector of zeros.
/// </remarks>
public sealed class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    private readonly PixelExtraction _extraction;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ImagePixelExtractingEstimator(
        IHostEnvironment env, PixelExtraction extraction, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImagePixelExtractingEstimator)), new(env.Register(nameof(ImagePixelExtractingTransformer)), extraction, columns))
    {
        _extraction = extraction;
        _columns = columns;
    }

    /// <summary>Which colours are taken.</summary>
    [Flags]
    public enum ColorBits : byte
    {
        /// <summary>Opacity.</summary>
        Alpha = 1,

        /// <summary>Red.</summary>
        Red = 2,

        /// <summary>Green.</summary>
        Green = 4,

        /// <summary>Blue.</summary>
        Blue = 8,

        /// <summary>Red, green and blue.</summary>
        Rgb = Red | Green | Blue,

        /// <summary>All four.</summary>
        All = Alpha | Rgb,
    }

    /// <summary>The order of the colours that are taken; those that are not leave no gap.</summary>
    public enum ColorsOrder : byte
    {
        /// <summary>Alpha, red, green, blue.</summary>
        ARGB = 1,

        /// <summary>Alpha, red, blue, green.</summary>
        ARBG = 2,

        /// <summary>Alpha, blue, red, green.</summary>
        ABRG = 3,

        /// <summary>Alpha, blue, green, red.</summary>
        ABGR = 4,

        /// <summary>Alpha, green, red, blue.</summary>
        AGRB = 5,

        /// <summary>Alpha, green, blue, red.</summary>
        AGBR = 6,
    }

    /// <summary>The input's columns and the columns of vectors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not of pictures.</exception>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            inputSchema.ImageInput(pair.InputColumnName);
            return new SchemaShape.Column(pair.OutputColumnName, SchemaShape.Column.VectorKind.Vector, _extraction.ItemType, isKey: false);
        }));
    }
}
