namespace MLNetNeural.Images;

/// <summary>What happens to a row whose picture is missing, damaged or no picture at all.</summary>
public enum InvalidImageHandling
{
    /// <summary>The row is left out, with a warning that names the file.</summary>
    Skip,

    /// <summary>An exception names the file and the reason.</summary>
    Error,
}
