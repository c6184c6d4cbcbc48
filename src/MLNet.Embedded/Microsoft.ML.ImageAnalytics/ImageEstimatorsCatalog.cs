using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML;

/// <summary>Transforms of pictures.</summary>
public static class ImageEstimatorsCatalog
{
    /// <summary>Loads pictures from files; they are decoded when they are read.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of pictures, of unknown size.</param>
    /// <param name="imageFolder">The folder that relative paths start from; null or empty: the current folder.</param>
    /// <param name="inputColumnName">Column of paths, text; an empty one gives null, no picture. Null: <paramref name="outputColumnName"/>.</param>
    /// <exception cref="ArgumentException">There is no such folder.</exception>
    public static ImageLoadingEstimator LoadImages(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder, string? inputColumnName = null)
        => new(catalog.GetEnvironment(), imageFolder, ColumnPairCodec.From(outputColumnName, inputColumnName));

    /// <summary>Gives pictures one size.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of resized pictures.</param>
    /// <param name="imageWidth">Width in pixels; at least 1.</param>
    /// <param name="imageHeight">Height in pixels; at least 1.</param>
    /// <param name="inputColumnName">Column of pictures. Null: <paramref name="outputColumnName"/>.</param>
    /// <param name="resizing">How the proportions of a picture are brought to those of the target.</param>
    /// <param name="cropAnchor">What is kept of a picture that is cropped.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or a value of an enumeration is none.</exception>
    public static ImageResizingEstimator ResizeImages(
        this TransformsCatalog catalog,
        string outputColumnName,
        int imageWidth,
        int imageHeight,
        string? inputColumnName = null,
        ImageResizingEstimator.ResizingKind resizing = ImageResizingEstimator.ResizingKind.IsoCrop,
        ImageResizingEstimator.Anchor cropAnchor = ImageResizingEstimator.Anchor.Center)
        => new(
            catalog.GetEnvironment(), new(imageWidth, imageHeight, resizing, cropAnchor), ColumnPairCodec.From(outputColumnName, inputColumnName));

    /// <summary>Makes pictures of a known size vectors of their colours.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of vectors.</param>
    /// <param name="inputColumnName">Column of pictures. Null: <paramref name="outputColumnName"/>.</param>
    /// <param name="colorsToExtract">Which colours are taken; at least one.</param>
    /// <param name="orderOfExtraction">The order of the colours.</param>
    /// <param name="interleavePixelColors">Whether the colours of a pixel follow each other; otherwise all pixels of one colour do.</param>
    /// <param name="offsetImage">What is subtracted of each colour, 0 to 255; finite. Not for bytes.</param>
    /// <param name="scaleImage">What the difference is multiplied by; finite, not 0. Not for bytes.</param>
    /// <param name="outputAsFloatArray">Whether items are of type Single; otherwise they are bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">No colour is taken, or an argument is out of its range.</exception>
    public static ImagePixelExtractingEstimator ExtractPixels(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsToExtract = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfExtraction = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavePixelColors = false,
        float offsetImage = 0,
        float scaleImage = 1,
        bool outputAsFloatArray = true)
        => new(
            catalog.GetEnvironment(),
            new(colorsToExtract, orderOfExtraction, interleavePixelColors, offsetImage, scaleImage, outputAsFloatArray),
            ColumnPairCodec.From(outputColumnName, inputColumnName));

    /// <summary>Takes the colour out of pictures.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of grey pictures.</param>
    /// <param name="inputColumnName">Column of pictures. Null: <paramref name="outputColumnName"/>.</param>
    public static ImageGrayscalingEstimator ConvertToGrayscale(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
        => new(catalog.GetEnvironment(), ColumnPairCodec.From(outputColumnName, inputColumnName));
}
