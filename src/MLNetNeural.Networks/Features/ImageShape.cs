namespace MLNetNeural.Networks.Features;

/// <summary>How a feature row is a picture: planes of rows of pixels (CHW order).</summary>
/// <param name="Channels">Number of planes.</param>
/// <param name="Height">Rows of a plane.</param>
/// <param name="Width">Pixels of a row.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Number of features of such a picture.</summary>
    public int Size => checked(Channels * Height * Width);
}
