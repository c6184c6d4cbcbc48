namespace MLNetNeural.Images;

/// <summary>How the numbers of an image follow each other.</summary>
public enum ImageLayout
{
    /// <summary>One plane a channel, each row by row from the top (CHW), as PyTorch has it.</summary>
    ChannelsFirst,

    /// <summary>Pixel by pixel with all its channels, row by row from the top (HWC), as TensorFlow has it.</summary>
    ChannelsLast,
}
