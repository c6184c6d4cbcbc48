namespace MLNetNeural.Networks.Features;

/// <summary>How a feature row is an image: planes of rows of pixels (CHW order), or pixels with all their channels (HWC order).</summary>
/// <param name="Channels">Number of planes.</param>
/// <param name="Height">Rows of a plane.</param>
/// <param name="Width">Pixels of a row.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Whether the channels of a pixel lie side by side (HWC) instead of in a plane each (CHW). Default: false.</summary>
    public bool IsInterleaved { get; init; }

    /// <summary>Whether the channels are blue, green, red instead of red, green, blue. Default: false.</summary>
    public bool IsBlueFirst { get; init; }

    /// <summary>
    /// For features that are float32: what became of a pixel's byte, value = byte·scale + offset, with one scale and offset for each channel or one for
    /// all; null where 0 … 255 became 0 … 1. Stores of bytes have a map of their own. Default: null.
    /// </summary>
    public ChannelAffine? Normalization { get; init; }

    /// <summary>Number of features of such an image.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>Distance of two channels of a pixel.</summary>
    internal int ChannelStride => IsInterleaved ? 1 : Height * Width;

    /// <summary>Distance of two pixels of a row.</summary>
    internal int PixelStride => IsInterleaved ? Channels : 1;

    /// <summary>Numbers of a row of pixels that lie together.</summary>
    internal int RowLength => Width * PixelStride;

    /// <summary>Rows of numbers that lie together: those of all planes.</summary>
    internal int RowCount => IsInterleaved ? Height : Channels * Height;
}
