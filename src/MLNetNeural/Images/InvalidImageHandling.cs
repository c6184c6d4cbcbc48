namespace MLNetNeural.Images;

/// <summary>What happens to a row whose image is missing, damaged or no image at all.</summary>
public enum InvalidImageHandling
{
    /// <summary>The row is left out, with a warning that names the file.</summary>
    Skip,

    /// <summary>An exception names the file and the reason.</summary>
    Error,
}
