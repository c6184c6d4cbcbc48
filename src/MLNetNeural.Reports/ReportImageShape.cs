using MLNetNeural.Images;

namespace MLNetNeural.Reports;

/// <summary>How a vector of features forms an image. A column of LoadImageTensor says so itself; others need this.</summary>
/// <param name="Width">Pixels of a row; at least 1.</param>
/// <param name="Height">Rows; at least 1.</param>
public sealed record ReportImageShape(int Width, int Height)
{
    /// <summary>Channels of a pixel, and their order. Default: <see cref="ImageChannels.Gray"/>.</summary>
    public ImageChannels Channels { get; init; } = ImageChannels.Gray;

    /// <summary>Order of the numbers. Default: <see cref="ImageLayout.ChannelsFirst"/>.</summary>
    public ImageLayout Layout { get; init; } = ImageLayout.ChannelsFirst;

    internal int ChannelCount => Channels == ImageChannels.Gray ? 1 : 3;
}
