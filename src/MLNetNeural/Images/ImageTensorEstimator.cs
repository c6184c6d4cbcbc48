using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Images.Inputs;
using MLNetNeural.Persistence;

namespace MLNetNeural.Images;

/// <summary>Reads the images of a column, brings them to one size and makes a vector of pixels of each.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item><term>Input</term><description>Text: the path of an image; or a vector of Byte: an encoded image, as its file holds it; or an image (MLImage),
/// which is left to its owner to dispose of. JPEG, PNG, GIF, BMP and WebP are read; the content decides, not the name</description></item>
/// <item><term>Output</term><description>Vector of Byte or Single of known size channels·height·width: unless the options say otherwise,
/// the plane of red, then green, then blue, each row by row from the top. The annotation ImageShape has channels, height and width,
/// ImageLayout CHW or HWC, ImageChannels RGB, BGR or L; PixelScale and PixelOffset have one figure a channel, with normalized value =
/// byte·scale + offset, which is left to the trainer in a Byte column and done in a Single column.</description></item>
/// </list>
/// The bytes are those that torchvision makes of a Pillow image converted to RGB, in Pillow's integer arithmetic: alpha is left
/// out, of an animation the first frame counts. Normalized numbers are those of <c>ToTensor</c> and <c>Normalize</c> in float32.
/// Images are decoded ahead on all cores, in order.
/// The estimator learns nothing from data. Create it with ml.Transforms.LoadImageTensor.
/// </remarks>
public sealed class ImageTensorEstimator : IEstimator<ImageTensorTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly ImageTensorOptions _options;

    internal ImageTensorEstimator(IHostEnvironment environment, ImageTensorOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _environment = environment;
        _options = options;
    }

    /// <summary>Makes the transformer; no image is read.</summary>
    /// <param name="input">Data with the column of images.</param>
    /// <returns>A transformer that reads images when its output is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it has no images.</exception>
    public ImageTensorTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new ImageTensorTransformer(_environment, _options);
        transformer.GetOutputSchema(input.Schema);
        RequireEffect(ImageInput.KindOf(input.Schema[_options.InputColumnName].Type));
        return transformer;
    }

    /// <summary>The input's columns and the column of pixels.</summary>
    /// <param name="inputSchema">What is known of the input.</param>
    /// <returns>What is known of the output.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inputSchema"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it has no images.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] found = [.. inputSchema.Where(column => column.Name == _options.InputColumnName)];
        ImageTensorTransformer.CheckInput(
            _options, found is [.., var last] ? $"{last.Kind} of {last.ItemType}" : null, found is [.., var image] ? ImageInput.KindOf(image) : null,
            inputSchema.Select(column => column.Name), nameof(inputSchema));

        bool isByte = _options.OutputType == ImageTensorType.Byte;
        SchemaShape.Column output = MLNetInternals.Column(
            _options.OutputColumnName, SchemaShape.Column.VectorKind.Vector, isByte ? NumberDataViewType.Byte : NumberDataViewType.Single,
            isKey: false, ImageAnnotations.ShapeOfAll());
        return new SchemaShape([.. inputSchema.Where(column => column.Name != output.Name), output]);
    }

    // Only here: a trained pipeline may well be given bytes where it was trained on files.
    private void RequireEffect(ImageInputKind? kind)
    {
        if (_options.ImageFolder is not null && kind != ImageInputKind.Path)
        {
            throw new ArgumentException(
                $"{nameof(ImageTensorOptions)}.{nameof(ImageTensorOptions.ImageFolder)} has no effect where the input column "
                + $"'{_options.InputColumnName}' has no paths: leave it out.");
        }

        if (_options.CacheFolder is not null && kind == ImageInputKind.Decoded)
        {
            throw new ArgumentException(
                $"{nameof(ImageTensorOptions)}.{nameof(ImageTensorOptions.CacheFolder)} has no effect where the input column "
                + $"'{_options.InputColumnName}' has decoded images (MLImage): leave it out.");
        }
    }
}
