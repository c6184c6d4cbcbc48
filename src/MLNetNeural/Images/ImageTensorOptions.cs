using MLNetNeural.Images.Resampling;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Images;

/// <summary>Options of <see cref="ImageTensorEstimator"/>.</summary>
public sealed record ImageTensorOptions
{
    /// <summary>Name of the column of pixels; not empty. Default: Features.</summary>
    public string OutputColumnName { get; init; } = "Features";

    /// <summary>Name of the column of images: text (paths), vectors of bytes (encoded images) or MLImage; not empty. Default: ImagePath.</summary>
    public string InputColumnName { get; init; } = "ImagePath";

    /// <summary>Width of the result, in pixels; 1 to 16,384. Default: 224.</summary>
    public int Width { get; init; } = 224;

    /// <summary>Height of the result, in pixels; 1 to 16,384. Default: 224.</summary>
    public int Height { get; init; } = 224;

    /// <summary>How images get that size. Default: <see cref="ImageResizing.Stretch"/>.</summary>
    public ImageResizing Resizing { get; init; } = ImageResizing.Stretch;

    /// <summary>The filter of resizing. Default: <see cref="ImageFilter.Bilinear"/>.</summary>
    public ImageFilter Filter { get; init; } = ImageFilter.Bilinear;

    /// <summary>Color around an image that does not fill the result; with <see cref="ImageResizing.Fit"/> and <see cref="ImageResizing.None"/>.
    /// Default: black.</summary>
    public ImageColor PadColor { get; init; } = ImageColor.Black;

    /// <summary>Channels of a pixel. Default: <see cref="ImageChannels.Rgb"/>.</summary>
    public ImageChannels Channels { get; init; } = ImageChannels.Rgb;

    /// <summary>Order of the numbers of an image. Default: <see cref="ImageLayout.ChannelsFirst"/>.</summary>
    public ImageLayout Layout { get; init; } = ImageLayout.ChannelsFirst;

    /// <summary>What happens to an image that is stored turned or mirrored (EXIF orientation of a JPEG file). Default: <see cref="ImageOrientation.Ignore"/>.</summary>
    public ImageOrientation Orientation { get; init; } = ImageOrientation.Ignore;

    /// <summary>Mean and standard deviation of the channels, always told for red, green and blue; with <see cref="ImageChannels.Gray"/> the three must be
    /// the same. Default: <see cref="ChannelNormalization.Symmetric"/>.</summary>
    public ChannelNormalization Normalization { get; init; } = ChannelNormalization.Symmetric;

    /// <summary>Bytes with annotations, or normalized numbers. Default: <see cref="ImageTensorType.Byte"/>.</summary>
    public ImageTensorType OutputType { get; init; } = ImageTensorType.Byte;

    /// <summary>What happens to a row without a usable image. Default: <see cref="InvalidImageHandling.Skip"/>.</summary>
    /// <remarks>When a single row is mapped, as by a PredictionEngine, it is always an error.</remarks>
    public InvalidImageHandling OnInvalidImage { get; init; } = InvalidImageHandling.Skip;

    /// <summary>Images of more pixels (width times height, as the file declares) are invalid; they are refused before memory is taken for them. At
    /// least 1. Default: 100,000,000, which takes 400 MB while it is decoded, and as much again while it is turned.</summary>
    public long MaxPixels { get; init; } = DefaultMaxPixels;

    /// <summary>The folder that relative paths start from; null: the current folder. It is not saved with a model. Default: null.</summary>
    public string? ImageFolder { get; init; }

    /// <summary>A folder that keeps every image as it was decoded and resized, so that later passes and runs only read it; null: none. It is made when
    /// it is missing, and may be shared and deleted at any time. An image file that changed is decoded again, and so is one whose kept pixels are
    /// damaged; normalization does not matter. It takes channels·height·width bytes an image, and is not saved with a model. Default: null.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>What becomes of an image.</summary>
    internal ImageForm Form
        => new(Width, Height) { Resizing = Resizing, Filter = Filter, PadColor = PadColor, Channels = Channels, Layout = Layout };

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
        .Require(Enum.IsDefined(Resizing), Resizing, "Stretch, Fit, Crop or None")
        .Require(Enum.IsDefined(Filter), Filter, "Bilinear, Bicubic or Nearest")
        .RequireThat(
            Filter == ImageFilter.Bilinear || Resizing != ImageResizing.None,
            $"ImageTensorOptions.Filter has no effect where Resizing is None, got {Filter}: leave it out.")
        .RequireThat(
            PadColor == ImageColor.Black || Resizing is ImageResizing.Fit or ImageResizing.None,
            $"ImageTensorOptions.PadColor has no effect where Resizing is {Resizing}: leave it out, or set Resizing to Fit or None.")
        .Require(Enum.IsDefined(Channels), Channels, "Rgb, Bgr or Gray")
        .Require(Enum.IsDefined(Layout), Layout, "ChannelsFirst or ChannelsLast")
        .Require(Enum.IsDefined(Orientation), Orientation, "Ignore or Apply")
        .Require(Normalization is not null, Normalization, "a normalization such as ChannelNormalization.Symmetric")
        .RequireThat(
            Channels != ImageChannels.Gray || Normalization is null || Normalization.IsTheSameForAllChannels,
            $"ImageTensorOptions.Normalization must have the same figures for red, green and blue where Channels is Gray, got {Normalization}.")
        .Require(Enum.IsDefined(OutputType), OutputType, "Byte or Single")
        .Require(Enum.IsDefined(OnInvalidImage), OnInvalidImage, "Skip or Error")
        .Require(MaxPixels >= 1, MaxPixels, "at least 1")
        .Require(ImageFolder is not "", ImageFolder, "a folder, or null for the current folder")
        .Require(CacheFolder is not "", CacheFolder, "a folder, or null for none")
        .ThrowIfAny();

    private const int MaxSide = 16384;
    private const long DefaultMaxPixels = 100_000_000;
}
