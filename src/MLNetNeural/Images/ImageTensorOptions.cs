using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Images;

/// <summary>Options of <see cref="ImageTensorEstimator"/>.</summary>
public sealed record ImageTensorOptions
{
    /// <summary>Name of the column of pixels; not empty. Default: Features.</summary>
    public string OutputColumnName { get; init; } = "Features";

    /// <summary>Name of the text column with the paths of the pictures; not empty. Default: ImagePath.</summary>
    public string InputColumnName { get; init; } = "ImagePath";

    /// <summary>Width to which pictures are stretched, in pixels; 1 to 16,384. Default: 224.</summary>
    public int Width { get; init; } = 224;

    /// <summary>Height to which pictures are stretched, in pixels; 1 to 16,384. Default: 224.</summary>
    public int Height { get; init; } = 224;

    /// <summary>Mean and standard deviation of the channels. Default: <see cref="ChannelNormalization.Symmetric"/>.</summary>
    public ChannelNormalization Normalization { get; init; } = ChannelNormalization.Symmetric;

    /// <summary>Bytes with annotations, or normalised numbers. Default: <see cref="ImageTensorType.Byte"/>.</summary>
    public ImageTensorType OutputType { get; init; } = ImageTensorType.Byte;

    /// <summary>What happens to a row without a usable picture. Default: <see cref="InvalidImageHandling.Skip"/>.</summary>
    /// <remarks>When a single row is mapped, as by a PredictionEngine, it is always an error.</remarks>
    public InvalidImageHandling OnInvalidImage { get; init; } = InvalidImageHandling.Skip;

    /// <summary>The folder that relative paths start from; null: the current folder. It is not saved with a model. Default: null.</summary>
    public string? ImageFolder { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">Some option is out of range; the message has all faults.</exception>
    internal void Validate() => new OptionErrors(nameof(ImageTensorOptions))
        .Require(!string.IsNullOrEmpty(OutputColumnName), OutputColumnName, "the name of a column")
        .Require(!string.IsNullOrEmpty(InputColumnName), InputColumnName, "the name of a column")
        .Require(Width is >= 1 and <= MaxSide, Width, "from 1 to 16384")
        .Require(Height is >= 1 and <= MaxSide, Height, "from 1 to 16384")
        .RequireThat(
            (long)Width * Height <= Array.MaxLength / ChannelNormalization.Channels,
            "ImageTensorOptions.Width times Height must be at most "
                + $"{Array.MaxLength / ChannelNormalization.Channels}, got {Width} x {Height}.")
        .Require(Normalization is not null, Normalization, "a normalisation such as ChannelNormalization.Symmetric")
        .Require(Enum.IsDefined(OutputType), OutputType, "Byte or Single")
        .Require(Enum.IsDefined(OnInvalidImage), OnInvalidImage, "Skip or Error")
        .Require(ImageFolder is not "", ImageFolder, "a folder, or null for the current folder")
        .ThrowIfAny();

    private const int MaxSide = 16384;
}
