namespace MLNetNeural.Images.Resampling;

/// <summary>What an image is turned into: its size, how it gets there, and the order of its bytes.</summary>
/// <param name="Width">Width of the result; at least 1.</param>
/// <param name="Height">Height of the result; at least 1.</param>
internal sealed record ImageForm(int Width, int Height)
{
    public ImageResizing Resizing { get; init; }

    public ImageFilter Filter { get; init; }

    public ImageColor PadColor { get; init; }

    public ImageChannels Channels { get; init; }

    public ImageLayout Layout { get; init; }

    /// <summary>Bytes of a pixel.</summary>
    public int ChannelCount => Channels == ImageChannels.Gray ? 1 : 3;

    /// <summary>Bytes of a result.</summary>
    public int Size => checked(ChannelCount * Width * Height);

    /// <summary>The pad color's byte in each channel.</summary>
    public byte[] PadBytes => Channels switch
    {
        ImageChannels.Gray => [PadColor.Luma],
        ImageChannels.Bgr => [PadColor.Blue, PadColor.Green, PadColor.Red],
        _ => [PadColor.Red, PadColor.Green, PadColor.Blue],
    };
}
