namespace MLNetNeural.Images;

/// <summary>A row of an image folder.</summary>
internal sealed class ImageFile
{
    /// <summary>Path of the image.</summary>
    public required string ImagePath { get; init; }

    /// <summary>Name of its class.</summary>
    public required string Label { get; init; }
}
